"""A fiche de route said in plain lines: for the PDF, and for a resident's chat."""

from typing import Any

from knowledge.hours import date_text
from mediation.answer import SourceCard
from mediation.counter.sheet import Line, Need, Paper, Printed, Sheet

TITLE = "Fiche de route"
LONGEST_MESSAGE = 3600
SHORTENED = "La suite est sur la fiche complète."


def title_of(printed: Printed) -> str:
    """Return the title of the paper: the need, when there is one only."""
    needs = printed.sheet.needs
    return f"{TITLE} : {needs[0].title}" if len(needs) == 1 else TITLE


def made_line(printed: Printed) -> str:
    """Say who prepared it, when and for where; never for whom."""
    where = f", pour {printed.place_name}" if printed.place_name else ""
    return f"Préparée le {date_text(printed.made_on)} avec {printed.desk_name}{where}."


def lines_said(lines: tuple[Line, ...], sheet: Sheet) -> list[str]:
    """Return the lines; where the need changes, and there are several, it is said first."""
    said, before = [], ""
    for line in lines:
        about = line.about[0] if line.about and len(sheet.needs) > 1 else ""
        is_new = about not in ("", before)
        said.append(f"Pour « {about} » : {line.text}" if is_new else line.text)
        before = about
    return said


def paper_text(paper: Paper) -> str:
    """Return a paper, said as brought or to bring."""
    return f"{'[x]' if paper.has else '[  ]'} {paper.text}{' — déjà là' if paper.has else ''}"


def need_lines(need: Need) -> tuple[str, ...]:
    """Return what to know of a need before its steps."""
    online = f"Sur internet : {need.online[0]}, {need.online[1]}" if need.online else ""
    first = f"D'abord : {need.first}" if need.first else ""
    return tuple(each for each in (
        first, *need.who, need.question or "", online,
        *(f"À savoir : {each}" for each in need.warnings)) if each)


def source_text(source: SourceCard) -> str:
    """Return a source with the older of its dates."""
    dated = (f"texte du {date_text(source.text_dated_on)}" if source.text_dated_on
             else f"lu le {date_text(source.checked_on)}")
    return f"{source.title} ({source.publisher}, {dated}) : {source.url}"


def sources_of(sheet: Sheet) -> tuple[SourceCard, ...]:
    """Return each source once."""
    return tuple({each.url: each for need in sheet.needs for each in need.sources}.values())


def as_data(printed: Printed) -> dict[str, Any]:
    """Return all the texts of the PDF."""
    sheet = printed.sheet
    phone = f", {printed.desk_phone}" if printed.desk_phone else ""
    return {
        "title": title_of(printed), "made": made_line(printed), "desk": printed.desk_name,
        "foot": f"Qui fait quoi, {printed.desk_name}{phone}",
        "needs": [{"title": each.title, "lines": need_lines(each)} for each in sheet.needs],
        "steps": lines_said(sheet.steps, sheet),
        "papers": [paper_text(each) for each in sheet.papers],
        "deadlines": lines_said(sheet.deadlines, sheet),
        "spots": [{"name": each.name, "lines": each.lines} for each in sheet.spots],
        "referents": [each.text for each in sheet.referents],
        "sources": [*dict.fromkeys(each.source_line for each in sheet.needs if each.source_line),
                    *(source_text(each) for each in sources_of(sheet))],
    }


def as_message(printed: Printed, where: str, code: str) -> str:
    """Return the words sent to a chat: where to open the sheet, then the sheet itself."""
    said = as_data(printed)
    lines = [f"{said['title']}. {said['made']}",
             f"Pour l'ouvrir ou l'imprimer : {where}, avec le code {code[:4]} {code[4:]} "
             "(pendant 72 heures)."]
    for name, key in (("À faire, dans l'ordre", "steps"), ("Les papiers", "papers"),
                      ("Les dates", "deadlines"), ("Vos référents", "referents")):
        if said[key]:
            lines += ["", f"{name} :", *(f"• {each}" for each in said[key])]
    for spot in said["spots"]:
        lines += ["", spot["name"], *spot["lines"]]
    whole = "\n".join(lines)
    if len(whole) <= LONGEST_MESSAGE:
        return whole
    cut = whole[:LONGEST_MESSAGE].rsplit("\n", 1)[0]
    return f"{cut}\n{SHORTENED}"
