"""The form comes from the schema: each field has its words, its limit, and its way back to YAML."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.editing.document import read_raw, write
from knowledge.editing.fields import Control, Field
from knowledge.editing.kinds import MODELS, Kind, build, fields_of
from knowledge.editing.values import as_date, blank, slug, to_raw, to_values
from knowledge.editing.words import table

ROOT = Path(__file__).resolve().parents[3]
PROCEDURES = sorted((ROOT / "knowledge" / "procedures").glob("*.md"))
PARTNERS = sorted((ROOT / "knowledge" / "partners").rglob("*.yml"))


def every(fields: tuple[Field, ...]) -> Iterator[Field]:
    """Yield each field, those inside blocks too."""
    for each in fields:
        yield each
        yield from every(each.children)


@pytest.mark.parametrize("kind", list(Kind))
def test_no_field_lacks_its_label_help_example_or_limit(kind: Kind) -> None:
    silent = [each.path for each in every(fields_of(kind))
              if not (each.words.label != each.name and each.words.help and each.words.example
                      and each.limit)]
    assert silent == []


@pytest.mark.parametrize("kind", list(Kind))
def test_the_table_has_no_words_for_a_field_that_is_gone(kind: Kind) -> None:
    assert set(table()[kind.value]) == {each.path for each in every(fields_of(kind))}


@pytest.mark.parametrize("kind", list(Kind))
def test_the_form_has_every_field_of_the_schema(kind: Kind) -> None:
    names = {info.alias or name for name, info in MODELS[kind].model_fields.items()}
    assert {each.name for each in fields_of(kind)} == names - {"id"}


def test_limits_are_those_of_the_schema() -> None:
    by_path = {each.path: each for each in every(fields_of(Kind.ENTRY))}
    assert by_path["body"].max_length == 1200
    assert "1200 caractères au plus" in by_path["body"].limit
    assert by_path["asked_as"].limit.startswith("10 au moins")
    assert by_path["who.when"].limit.startswith("Facultatif")
    assert by_path["who.organisation"].control is Control.CHOICE
    assert by_path["sources.text_dated_on"].control is Control.DATE


@pytest.mark.parametrize("path", [*PROCEDURES[::7], *PARTNERS[::5]], ids=lambda path: path.stem)
def test_a_file_put_back_unchanged_is_the_same_to_the_letter(path: Path) -> None:
    has_body = path.suffix == ".md"
    fields = fields_of(Kind.ENTRY if has_body else Kind.PARTNER)
    text = path.read_text(encoding="utf-8")
    values = to_values(fields, read_raw(text, has_body))
    assert write(fields, values, text, has_body) == text


@pytest.mark.parametrize("path", [*PROCEDURES[::7], *PARTNERS[::5]], ids=lambda path: path.stem)
def test_a_file_written_anew_reads_as_the_same_item(path: Path) -> None:
    kind = Kind.ENTRY if path.suffix == ".md" else Kind.PARTNER
    fields, has_body = fields_of(kind), kind is Kind.ENTRY
    raw = read_raw(path.read_text(encoding="utf-8"), has_body)
    text = write(fields, to_values(fields, raw), None, has_body)
    assert build(kind, path.stem, read_raw(text, has_body)) == build(kind, path.stem, raw)


def test_only_the_changed_block_is_written_again() -> None:
    text = ("---\n# gardée\ntitle: 'Un  titre'   # aussi\ndelay: 1 mois\ncost: Gratuit.\n"
            "---\n\nLe texte.\n")
    fields = fields_of(Kind.ENTRY)
    values = to_values(fields, read_raw(text, True)) | {"delay": "2 mois"}
    assert write(fields, values, text, True) == text.replace("1 mois", "2 mois")
    values |= {"cost": "", "case_question": "Êtes-vous agriculteur ?", "easy": "Une.\nDeux."}
    assert write(fields, values, text, True) == (
        "---\n# gardée\ntitle: 'Un  titre'   # aussi\ncase_question: Êtes-vous agriculteur ?\n"
        "delay: 2 mois\ncost: null\neasy: |\n  Une.\n  Deux.\n---\n\nLe texte.\n")


def test_dates_numbers_and_short_names_are_read_as_people_write_them() -> None:
    assert str(as_date("31/05/2027")) == "2027-05-31"
    assert as_date("bientôt") == "bientôt"
    assert slug("RSA : demandeur de 25 ans et plus !") == "rsa-demandeur-de-25-ans-et-plus"
    assert slug("mot " * 40) == "-".join(["mot"] * 15)
    values = blank(fields_of(Kind.PARTNER)) | {
        "address": {"latitude": "44,518", "postcode": "48000", "city": "Mende"}}
    assert to_raw(fields_of(Kind.PARTNER), values)["address"]["latitude"] == 44.518
