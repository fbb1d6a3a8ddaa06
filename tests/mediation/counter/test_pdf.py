"""The PDF: tagged, in French, titled, and never reading what people typed as commands."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from mediation.counter.changes import add_line
from mediation.counter.gathering import add_need
from mediation.counter.pdf import TEMPLATE, as_pdf
from mediation.counter.sheet import Printed, Sheet
from tests.counter_room import CounterHouse

HOSTILE = ('#panic("non")', '#read("/etc/passwd")', "$ x^2 $", "\\u{41} \\", '"guillemets"',
           "*gras* _italique_ `code`", "@reference <label>", "// commentaire", "= titre",
           "[x] {y} #let a = 1", "العربية 漢字 🙂 \u200b")


def _printed(sheet: Sheet) -> Printed:
    return Printed(sheet=sheet, made_on=date(2026, 11, 23), desk_name="l'accueil d'essai",
                   place_name="Sainte-Fiction-sur-Test", desk_phone="01 99 00 00 00")


def _read(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


def _text(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_pdf_is_tagged_titled_and_in_french(room: CounterHouse) -> None:
    card = room.desk.visits.search.card("aide-fictive", "99001", ())
    assert card
    reader = _read(as_pdf(_printed(add_need(Sheet(), card))))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("fr")
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert reader.metadata
    assert reader.metadata.title == (
        "Fiche de route : Demander l'aide fictive")


def test_everything_of_the_sheet_is_in_the_text(room: CounterHouse) -> None:
    card = room.desk.visits.search.card("aide-fictive", "99001", ())
    assert card
    sheet = add_line(add_need(Sheet(), card, frozenset({"Un RIB"})), "referents",
                     "Service fictif, bureau 2")
    text = _text(_read(as_pdf(_printed(sheet))))
    for words in ("Remplissez le formulaire.", "[x] Un RIB — déjà là", "Caf fictive",
                  "1 rue Fictive", "dans les 2 mois", "Service fictif, bureau 2",
                  "Sainte-Fiction-sur-Test", "Texte fictif", "23 novembre 2026", "page 1 / 1"):
        assert words in text


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_people_type_is_printed_as_it_is(typed: str) -> None:
    sheet = Sheet()
    for kind in ("steps", "papers", "deadlines", "referents"):
        sheet = add_line(sheet, kind, typed)
    printed = _printed(sheet).model_copy(update={"desk_name": typed, "place_name": typed})
    text = _text(_read(as_pdf(printed)))
    if typed.isascii():
        assert text.count(" ".join(typed.split())) >= 5
    else:
        assert "Certains signes ne s'impriment pas ici" in text


def test_the_template_holds_no_words_of_anyone() -> None:
    source = TEMPLATE.read_text(encoding="utf-8")
    assert source.count("sys.inputs") == 1
    assert "eval" not in source


def test_an_empty_sheet_is_a_page_too() -> None:
    assert len(_read(as_pdf(_printed(Sheet()))).pages) == 1
