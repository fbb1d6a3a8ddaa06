"""A spreadsheet of questions: encodings, separators, what each bad row is told."""

import pytest

from mediation.evaluation.reading_csv import MAX_ROWS, Names, Unreadable, read_csv

NAMES = Names({"aide fictive": "aide-fictive", "demander l aide fictive": "aide-fictive"},
              {"caf": "caf", "france travail": "france_travail"}, {"logement": "housing"},
              {"sms": "sms"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_every_usual_spreadsheet_is_read(encoding: str, mark: str) -> None:
    text = f"Question{mark}Fiche{mark}Thème\r\nà régler très vite{mark}Aide fictive{mark}LOGEMENT"
    found = read_csv(text.encode(encoding), NAMES)
    assert found.bad == ()
    assert found.questions == ({"id": "ligne-2", "text": "à régler très vite",
                                "entry": "aide-fictive", "who": [], "domain": "housing"},)


def test_a_question_over_several_lines_keeps_the_numbers_right() -> None:
    found = read_csv(b'text;entry\n"une\nquestion";aucune\nseule;inconnue\n', NAMES)
    assert found.questions[0]["entry"] is None
    assert found.questions[0]["text"] == "une\nquestion"
    assert [each.number for each in found.bad] == [4]


def test_several_offices_may_be_right() -> None:
    found = read_csv(b"text;who\nune aide;Caf / France Travail\n", NAMES)
    assert found.questions[0]["who"] == ["caf", "france_travail"]


@pytest.mark.parametrize(("row", "said"), [
    (";caf;;", "il n'y a pas de question"), ("???;;;", "il n'y a pas de question"),
    ("a;bureau;;", "l'organisme « bureau »"), ("a;;loisirs;", "le thème « loisirs »"),
    ("a;;;chantant", "l'écriture « chantant »"), ("a" * 2001 + ";;;", "2001 caractères")])
def test_a_bad_row_says_why(row: str, said: str) -> None:
    found = read_csv(f"text;who;domain;style\n{row}\nbonne;;;\n".encode(), NAMES)
    assert len(found.questions) == 1
    assert found.bad[0].number == 2
    assert said in found.bad[0].why


def test_missing_cells_and_unknown_columns_are_no_fault() -> None:
    found = read_csv(b"remarque;text;entry\nx;une question\n", NAMES)
    assert found.bad == ()
    assert "entry" not in found.questions[0]


def test_too_many_rows_are_said_once() -> None:
    found = read_csv(("text\n" + "une question\n" * (MAX_ROWS + 5)).encode(), NAMES)
    assert len(found.questions) == MAX_ROWS
    assert [each.number for each in found.bad] == [MAX_ROWS + 2]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"text\n", b"a,b\nc,d\n", b"PK\x03\x04\0\0"])
def test_a_file_without_questions_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"\. "):
        read_csv(data, NAMES)
