"""The titled blocks of a card, one a facet."""

from knowledge.entry import Entry
from knowledge.organisations import Organisations
from knowledge.vocabulary import Facet, Role
from mediation.answer import Section

TITLES = {
    Facet.ELIGIBILITY: "Qui peut en bénéficier",
    Facet.STEPS: "Les étapes",
    Facet.DOCUMENTS: "Ce qu'il faut apporter",
    Facet.DELAY: "Délai",
    Facet.COST: "Coût",
    Facet.ONLINE: "En ligne",
    Facet.APPEAL: "Pour contester",
}
ON_A_WHOLE_CARD = (Facet.ELIGIBILITY, Facet.STEPS, Facet.DOCUMENTS, Facet.DELAY, Facet.COST,
                   Facet.APPEAL)


def sections(entry: Entry, facet: Facet | None, organisations: Organisations,
             case_label: str | None) -> tuple[Section, ...]:
    """Return every block of the card, or the one a follow-up asked for."""
    wanted = ON_A_WHOLE_CARD if facet is None else (facet,)
    built = [(each, lines_of(entry, each, organisations, case_label)) for each in wanted]
    return tuple(Section(facet=each, title=TITLES[each], lines=lines)
                 for each, lines in built if lines)


def lines_of(entry: Entry, facet: Facet, organisations: Organisations,
             case_label: str | None) -> tuple[str, ...]:
    """Return the lines of one facet; empty when the entry says nothing of it."""
    match facet:
        case Facet.ELIGIBILITY:
            return entry.conditions
        case Facet.STEPS:
            return entry.steps
        case Facet.DOCUMENTS:
            return entry.documents
        case Facet.DELAY:
            return (entry.delay,)
        case Facet.COST:
            return (entry.cost,)
        case Facet.ONLINE:
            return (f"{entry.online.label} : {entry.online.url}",) if entry.online else ()
        case Facet.APPEAL:
            return _appeals(entry, organisations, case_label)
        case _:
            return ()


def _appeals(entry: Entry, organisations: Organisations, case_label: str | None
             ) -> tuple[str, ...]:
    lines = []
    for each in entry.who:
        is_other_case = bool(case_label and each.when and each.when != case_label)
        if each.role is Role.APPEALS and not is_other_case:
            name = organisations[each.organisation].name
            parts = [name, each.when, each.within, each.territory]
            lines.append(" — ".join(part for part in parts if part))
    return tuple(lines)
