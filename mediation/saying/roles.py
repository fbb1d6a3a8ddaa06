"""Who does what in an entry: order, leads and lines of the card."""

from knowledge.entry import Entry
from knowledge.organisations import Organisations
from knowledge.vocabulary import ROLE_LABELS, Role
from mediation.answer import WhoCard

_ORDER = (Role.DECIDES, Role.PAYS, Role.INFORMS, Role.HELPS)


def leads(entry: Entry, lead: str | None) -> tuple[str, ...]:
    """Return the lead, or every case's lead while the case is not known."""
    return (lead,) if lead else tuple(dict.fromkeys(case.lead for case in entry.cases))


def organisations_in_order(entry: Entry, lead: str | None, case_label: str | None
                           ) -> tuple[str, ...]:
    """Return the keys: lead first, then decides, pays, informs, helps; never appeals only."""
    ordered = list(leads(entry, lead))
    for role in _ORDER:
        ordered += [each.organisation for each in entry.who
                    if each.role is role and _concerns(each.when, case_label)]
    return tuple(dict.fromkeys(ordered))


def who_cards(entry: Entry, registry: Organisations, case_label: str | None
              ) -> tuple[WhoCard, ...]:
    """Return the lines of "Qui s'occupe de quoi"; another case's office is left out."""
    return tuple(
        WhoCard(organisation=each.organisation, role=each.role.value, when=each.when,
                territory=each.territory, within=each.within,
                name=registry[each.organisation].name, role_label=ROLE_LABELS[each.role])
        for each in entry.who if _concerns(each.when, case_label))


def _concerns(when: str | None, case_label: str | None) -> bool:
    return when is None or case_label is None or when == case_label
