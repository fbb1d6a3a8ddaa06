"""Differences read as a person would say them; two texts are joined without losing a word."""

from typing import Any

from knowledge.editing.differences import differences
from knowledge.editing.kinds import Kind, fields_of
from knowledge.editing.merge import merge
from knowledge.editing.values import blank

FIELDS = fields_of(Kind.ENTRY)
LISTS = {"organisations": {"caf": "Caf", "msa": "MSA"}}
BASE: dict[str, Any] = blank(FIELDS) | {
    "title": "Une aide", "delay": "Comptez 2 mois en général.", "asked_as": "un\ndeux\ntrois",
    "domain": "housing", "review_before": "2027-05-31", "life_events": ["a", "b"],
    "who": [{"organisation": "caf", "role": "pays", "when": "", "territory": "", "within": ""}],
    "online": {"label": "Le site", "url": "https://www.caf.fr/"}}


def said(**changes: Any) -> list[str]:
    """Return what changed, in sentences."""
    return [each.sentence for each in differences(FIELDS, BASE, BASE | changes, LISTS)]


def who(organisation: str, role: str = "pays") -> dict[str, str]:
    """Return one block of « Qui fait quoi »."""
    return {**BASE["who"][0], "organisation": organisation, "role": role}


def test_a_change_is_one_readable_line() -> None:
    assert said(delay="Comptez 3 mois en général.") == [
        "Délai : Comptez 2 mois en général. → Comptez 3 mois en général."]
    assert said(domain="taxes") == ["Thème : Logement → Impôts"]
    assert said(review_before="2028-01-01") == [
        "À relire avant le : 31 mai 2027 → 1er janvier 2028"]
    assert said() == []


def test_a_long_text_is_cut_around_what_changed() -> None:
    words = " ".join(f"mot{n}" for n in range(40))
    found = differences(FIELDS, BASE | {"body": words}, BASE | {"body": words.replace(
        "mot20", "autre")}, LISTS)
    assert found[0].sentence == ("Réponse courte : … mot16 mot17 mot18 mot19 mot20 mot21 mot22 "
                                 "mot23 mot24 … → … mot16 mot17 mot18 mot19 autre mot21 mot22 "
                                 "mot23 mot24 …")
    assert [(each.sign, each.text) for each in found[0].pieces if each.sign != " "] == [
        ("-", "mot20"), ("+", "autre")]


def test_lines_and_blocks_are_told_added_taken_out_or_changed() -> None:
    assert said(asked_as="un\ntrois") == ["Façons de demander, retiré : deux"]
    assert said(asked_as="un\ndeux\ntrois\nquatre") == ["Façons de demander, ajouté : quatre"]
    assert said(who=[who("caf"), who("msa", "helps")]) == [
        "Qui fait quoi, ajouté : MSA · Vous aide"]
    assert said(who=[who("msa")]) == ["Qui fait quoi (n° 1), Organisme : Caf → MSA"]
    assert said(online={"label": "Le site", "url": "https://www.msa.fr/"}) == [
        "Service en ligne, Adresse de la page : https://www.caf.fr/ → https://www.msa.fr/"]


def joined(mine: dict[str, Any], theirs: dict[str, Any], **chosen: str) -> Any:
    """Join two changes of the same text."""
    return merge(FIELDS, BASE, BASE | mine, BASE | theirs, chosen)


def test_changes_in_different_fields_are_joined_alone() -> None:
    found = joined({"delay": "3 mois."}, {"title": "Une autre aide"})
    assert found.conflicts == ()
    assert (found.values["delay"], found.values["title"]) == ("3 mois.", "Une autre aide")


def test_lines_added_by_both_are_all_kept() -> None:
    found = joined({"asked_as": "un\ndeux\nà moi\ntrois"}, {"asked_as": "un\ntrois\nà eux"})
    assert found.conflicts == ()
    assert set(found.values["asked_as"].splitlines()) == {"un", "trois", "à moi", "à eux"}


def test_blocks_changed_in_different_fields_are_joined() -> None:
    found = joined({"who": [who("caf", "decides")]}, {"who": [who("msa")]})
    assert found.conflicts == ()
    assert found.values["who"] == [who("msa", "decides")]
    found = joined({"who": [who("caf"), who("msa")]}, {"title": "x"})
    assert len(found.values["who"]) == 2


def test_the_same_field_changed_twice_is_asked() -> None:
    mine, theirs = {"delay": "3 mois.", "cost": "10 euros."}, {"delay": "4 mois."}
    found = joined(mine, theirs)
    assert [(each.path, each.mine, each.theirs) for each in found.conflicts] == [
        ("delay", "3 mois.", "4 mois.")]
    assert found.values["cost"] == "10 euros."
    assert joined(mine, theirs, delay="theirs").values["delay"] == "4 mois."
    assert joined(mine, theirs, delay="mine").values["delay"] == "3 mois."


def test_the_same_line_or_the_same_block_field_changed_twice_is_asked() -> None:
    assert [each.path for each in joined({"asked_as": "un\nDEUX\ntrois"},
                                         {"asked_as": "un\ndeux !\ntrois"}).conflicts] == [
        "asked_as"]
    assert [each.path for each in joined({"who": [who("msa")]}, {"who": [who("ccas")]}
                                         ).conflicts] == ["who.0.organisation"]
    assert [each.path for each in joined({"asked_as": "trois\nun\ndeux"},
                                         {"asked_as": "un\ndeux\ntrois\nq"}).conflicts] == [
        "asked_as"]


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    assert joined({"delay": "3 mois."}, {"delay": "3 mois."}).conflicts == ()
