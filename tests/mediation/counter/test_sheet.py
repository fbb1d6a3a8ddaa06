"""The fiche de route: gathered, ordered, ticked, completed, and said on paper."""

from datetime import date

import pytest

from mediation.counter.changes import (
    MOST_OWN_LINES,
    TooMany,
    add_line,
    move_step,
    remove_line,
    tick,
)
from mediation.counter.gathering import MOST_NEEDS, add_need, refresh_need, remove_need
from mediation.counter.saying import LONGEST_MESSAGE, SHORTENED, as_message
from mediation.counter.sheet import Printed, Sheet
from tests.counter_room import CounterHouse


@pytest.fixture
def gathered(room: CounterHouse) -> Sheet:
    """Return a sheet of two needs."""
    search = room.desk.visits.search
    sheet = Sheet()
    for key in ("aide-fictive", "papier-fictif"):
        card = search.card(key, "99001", ())
        assert card
        sheet = add_need(sheet, card, frozenset({"Un RIB"}))
    return sheet


def test_two_needs_make_one_list_of_steps_papers_places_and_delays(gathered: Sheet) -> None:
    assert [each.text for each in gathered.steps] == [
        "Remplissez le formulaire.", "Envoyez le formulaire à la Caf.", "Prenez rendez-vous.",
        "Allez à la mairie."]
    assert [(each.text, each.has, len(each.about)) for each in gathered.papers] == [
        ("Une pièce d'identité", False, 2), ("Un RIB", True, 1), ("Une photo", False, 1)]
    assert {each.id for each in gathered.spots} == {"caf-fictive", "mairie-fictive"}
    assert "Le mardi matin" in next(each for each in gathered.spots
                                    if each.id == "mairie-fictive").lines
    assert [each.text for each in gathered.deadlines][:2] == [
        "Délai de réponse : Environ un mois.", "Pour contester : TRIBUNAL — dans les 2 mois"]
    assert len({each.id for each in (*gathered.steps, *gathered.papers, *gathered.deadlines)}) == (
        len(gathered.steps) + len(gathered.papers) + len(gathered.deadlines))


def test_removing_a_need_leaves_what_another_one_shares(gathered: Sheet) -> None:
    left = remove_need(gathered, "aide-fictive")
    assert [each.text for each in left.papers] == ["Une pièce d'identité", "Une photo"]
    assert [each.text for each in left.steps] == ["Prenez rendez-vous.", "Allez à la mairie."]
    assert remove_need(left, "papier-fictif").is_empty


def test_adding_a_need_again_changes_neither_the_order_nor_the_ticks(
        gathered: Sheet, room: CounterHouse) -> None:
    moved = move_step(gathered, gathered.steps[3].id, -1)
    card = room.desk.visits.search.card("aide-fictive", None, ())
    assert card
    again = add_need(moved, card, frozenset({"Une photo"}))
    assert [each.text for each in again.steps] == [each.text for each in moved.steps]
    assert [each.text for each in again.papers if each.has] == ["Un RIB", "Une photo"]
    assert len(again.needs) == 2


def test_a_sheet_holds_eight_needs(gathered: Sheet, room: CounterHouse) -> None:
    card = room.desk.visits.search.card("aide-fictive", None, ())
    assert card
    for number in range(10):
        gathered = add_need(gathered, card.model_copy(update={"entry_id": f"autre-{number}"}))
    assert len(gathered.needs) == MOST_NEEDS


def test_steps_move_and_stay_at_the_ends(gathered: Sheet) -> None:
    first, second = gathered.steps[0].id, gathered.steps[1].id
    assert [each.id for each in move_step(gathered, first, 1).steps][:2] == [second, first]
    assert move_step(gathered, first, -1) == gathered
    assert move_step(gathered, "unknown", 1) == gathered


def test_own_lines_are_added_and_removed_anywhere(gathered: Sheet) -> None:
    for kind in ("steps", "papers", "deadlines", "referents"):
        more = add_line(gathered, kind, "  Ma   ligne  ")
        assert getattr(more, kind)[-1].text == "Ma ligne"
        assert remove_line(more, kind, getattr(more, kind)[-1].id).needs == gathered.needs
        assert add_line(gathered, kind, "  ") == gathered
    with pytest.raises(ValueError, match="liste inconnue"):
        add_line(gathered, "spots", "x")


def test_a_list_that_is_full_says_so() -> None:
    sheet = Sheet()
    for number in range(MOST_OWN_LINES):
        sheet = add_line(sheet, "steps", f"étape {number}")
    with pytest.raises(TooMany):
        add_line(sheet, "steps", "une de trop")


def test_ticking_notes_exactly_these_papers(gathered: Sheet) -> None:
    ids = frozenset({gathered.papers[0].id})
    assert [each.has for each in tick(gathered, ids).papers] == [True, False, False]


def test_changing_the_commune_changes_the_places_only(room: CounterHouse, gathered: Sheet) -> None:
    moved = gathered
    for key in ("aide-fictive", "papier-fictif"):
        card = room.desk.visits.search.card(key, "99003", ())
        assert card
        moved = refresh_need(moved, card)
    assert "mairie-fictive" not in {each.id for each in moved.spots}
    assert [each.has for each in moved.papers] == [each.has for each in gathered.papers]
    assert [each.text for each in moved.steps] == [each.text for each in gathered.steps]


def test_what_is_sent_to_a_chat_is_whole_or_says_where_the_rest_is(gathered: Sheet) -> None:
    printed = Printed(sheet=gathered, made_on=date(2026, 11, 23), place_name=None,
                      desk_name="l'accueil d'essai")
    said = as_message(printed, "https://exemple.invalid/fiche-de-route", "12345678")
    assert "1234 5678" in said
    assert "• Pour « Demander l'aide fictive » : Remplissez le formulaire.\n• Envoyez" in said
    for number in range(20):
        gathered = add_line(gathered, "deadlines", f"{number} " + "long " * 50)
    long = as_message(printed.model_copy(update={"sheet": gathered}), "x", "12345678")
    assert len(long) <= LONGEST_MESSAGE + len(SHORTENED) + 1
    assert long.endswith(SHORTENED)
