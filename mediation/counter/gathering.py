"""Puts an entry's card on the fiche de route, and takes it off."""

from collections.abc import Iterable
from typing import TypeVar

from knowledge.vocabulary import Facet
from mediation.answer import Answer, PartnerCard
from mediation.counter.sheet import Line, Need, Paper, Sheet, Spot

MOST_NEEDS = 8
_Said = TypeVar("_Said", Line, Spot)


def add_need(sheet: Sheet, answer: Answer, brought: frozenset[str] = frozenset()) -> Sheet:
    """Add a card at the end, or bring it up to date; `brought` are the papers ticked.

    A paper that two needs ask for is one line; so is a place. Nothing is added past eight needs.
    """
    if any(each.entry_id == answer.entry_id for each in sheet.needs):
        fresh = refresh_need(sheet, answer)
        return fresh.model_copy(update={"papers": _with_papers(fresh.papers, (), brought)})
    if len(sheet.needs) >= MOST_NEEDS:
        return sheet
    number = sheet.next_id
    steps = _lines(answer, Facet.STEPS, number)
    papers = _lines(answer, Facet.DOCUMENTS, number + len(steps))
    deadlines = _deadlines(answer, number + len(steps) + len(papers))
    return sheet.model_copy(update={
        "needs": (*sheet.needs, _need(answer)),
        "steps": (*sheet.steps, *steps),
        "papers": _with_papers(sheet.papers, papers, brought),
        "deadlines": (*sheet.deadlines, *deadlines),
        "spots": _merged(sheet.spots, _spots(answer)),
        "next_id": number + len(steps) + len(papers) + len(deadlines)})


def refresh_need(sheet: Sheet, answer: Answer) -> Sheet:
    """Say a gathered need again for another commune or situation: order and ticks stay."""
    deadlines = _deadlines(answer, sheet.next_id)
    kept = tuple(each for each in sheet.deadlines if each.source != answer.entry_id)
    return sheet.model_copy(update={
        "needs": tuple(_need(answer) if each.entry_id == answer.entry_id else each
                       for each in sheet.needs),
        "deadlines": (*kept, *deadlines),
        "spots": _merged(_without(sheet.spots, answer.title), _spots(answer)),
        "next_id": sheet.next_id + len(deadlines)})


def remove_need(sheet: Sheet, entry_id: str) -> Sheet:
    """Take a need off with its lines; a line shared with another need stays."""
    gone = next((each.title for each in sheet.needs if each.entry_id == entry_id), None)
    if gone is None:
        return sheet
    return sheet.model_copy(update={
        "needs": tuple(each for each in sheet.needs if each.entry_id != entry_id),
        "steps": tuple(each for each in sheet.steps if each.source != entry_id),
        "papers": _without(sheet.papers, gone),
        "deadlines": tuple(each for each in sheet.deadlines if each.source != entry_id),
        "spots": _without(sheet.spots, gone)})


def _lines(answer: Answer, facet: Facet, number: int) -> tuple[Line, ...]:
    return tuple(Line(id=str(number + rank), text=text, source=answer.entry_id,
                      about=(answer.title,))
                 for section in answer.sections if section.facet is facet
                 for rank, text in enumerate(section.lines))


def _deadlines(answer: Answer, number: int) -> tuple[Line, ...]:
    """Return how long the answer takes, then where and until when to contest."""
    found = [each.model_copy(update={"text": f"{words} : {each.text}"})
             for facet, words in ((Facet.DELAY, "Délai de réponse"),
                                  (Facet.APPEAL, "Pour contester"))
             for each in _lines(answer, facet, 0)]
    return tuple(each.model_copy(update={"id": str(number + rank)})
                 for rank, each in enumerate(found))


def _need(answer: Answer) -> Need:
    names = {each.organisation: each.name for each in answer.who}
    lead = names.get(answer.lead or "")
    call = answer.call
    first = f"{call.name} : {call.number} ({call.cost_text})" if call else lead or ""
    roles: dict[str, list[str]] = {}
    for each in answer.who:
        if each.role != "appeals":
            said = f"{each.name} ({each.when})" if each.when else each.name
            roles.setdefault(each.role_label, []).append(said)
    who = tuple(f"{label} : {' ; '.join(dict.fromkeys(each))}" for label, each in roles.items())
    return Need(entry_id=answer.entry_id, title=answer.title, domain=answer.domain,
                case_id=answer.case_id, question=answer.case_question, lead=lead, first=first,
                who=who, warnings=answer.warnings,
                online=(answer.online.label, answer.online.url) if answer.online else None,
                source_line=answer.source_line, sources=answer.sources)


def _spots(answer: Answer) -> tuple[Spot, ...]:
    about = (answer.title,)
    found = [Spot(id=each.id, name=each.name, lines=place_lines(each), about=about)
             for each in answer.partners]
    if not found:
        found = [Spot(id=each.url, name=each.label, lines=(each.url,), about=about)
                 for each in answer.finders]
    return tuple(found)


def place_lines(partner: PartnerCard) -> tuple[str, ...]:
    """Say a place on paper: what « ouvert maintenant » says would be false tomorrow."""
    phone = f"Téléphone : {partner.phone}" if partner.phone else None
    if partner.unconfirmed_phone:
        phone = f"Numéro à vérifier : {partner.unconfirmed_phone}"
    return tuple(each for each in (
        partner.address, partner.hours_text, *partner.sessions, partner.appointment_text, phone,
        partner.doubt_text, partner.age_text) if each)


def _with_papers(papers: tuple[Paper, ...], fresh: Iterable[Line], brought: frozenset[str]
                 ) -> tuple[Paper, ...]:
    known = {each.text.casefold(): each for each in papers}
    for each in fresh:
        had = known.get(each.text.casefold())
        known[each.text.casefold()] = Paper(
            id=had.id if had else each.id, text=each.text, source=each.source,
            about=tuple(dict.fromkeys((*(had.about if had else ()), *each.about))),
            has=had.has if had else False)
    return tuple(each.model_copy(update={"has": each.has or each.text in brought})
                 for each in known.values())


def _merged(spots: tuple[Spot, ...], fresh: tuple[Spot, ...]) -> tuple[Spot, ...]:
    known = {each.id: each for each in spots}
    for each in fresh:
        before = known[each.id].about if each.id in known else ()
        lines = tuple(dict.fromkeys((*(known[each.id].lines if each.id in known else ()),
                                     *each.lines)))
        known[each.id] = each.model_copy(update={
            "about": tuple(dict.fromkeys((*before, *each.about))), "lines": lines})
    return tuple(known.values())


def _without(lines: tuple[_Said, ...], title: str) -> tuple[_Said, ...]:
    """Take a need's name off each line; a line that no other need asks for goes."""
    kept = []
    for each in lines:
        if title not in each.about:
            kept.append(each)
        elif len(each.about) > 1:
            about = tuple(name for name in each.about if name != title)
            kept.append(each.model_copy(update={"about": about}))
    return tuple(kept)
