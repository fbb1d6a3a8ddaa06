"""Drafts: kept as typed, faults and all; two people on one entry lose no word."""

from typing import Any

import pytest

from knowledge.editing.kinds import Kind
from mediation.editing.shapes import (
    PLACE_AUTHOR,
    DraftState,
    Editor,
    NotFound,
    NotPossible,
    NotTheAuthor,
)
from tests.editing_room import ENTRY_ID, PARTNER_ID, Room

FAULTY: dict[str, Any] = {"delay": "", "title": "?", "review_before": "un jour", "sources": []}


async def kept_words(room: Room, name: str, field: str) -> set[str]:
    """Return what a field says in everything an editor still has."""
    editor = room.people[name]
    drafts = (*await room.desk.drafts.put_aside(editor), *await room.desk.drafts.open_drafts())
    return {str(each.content[field]) for each in drafts if each.author == editor.id}


async def test_a_draft_keeps_what_was_typed_faults_included(room: Room) -> None:
    draft = await room.draft(**FAULTY)
    again = await room.desk.drafts.draft(draft.id)
    assert {name: again.content[name] for name in FAULTY} == FAULTY
    faults = await room.desk.faults(Kind.ENTRY, ENTRY_ID, again.content)
    assert {each.path for each in faults} == {"title", "delay", "review_before", "sources"}


async def test_an_editor_has_one_draft_of_an_entry_and_others_cannot_write_in_it(
        room: Room) -> None:
    draft = await room.draft(delay="À moi.")
    assert (await room.desk.drafts.begin(room.people["alice"], Kind.ENTRY, ENTRY_ID)).id == draft.id
    theirs = await room.desk.drafts.begin(room.people["basile"], Kind.ENTRY, ENTRY_ID)
    assert theirs.id != draft.id
    with pytest.raises(NotTheAuthor):
        await room.desk.drafts.save(room.people["basile"], draft.id, draft.version, draft.content)
    with pytest.raises(NotTheAuthor):
        await room.desk.drafts.move(room.people["chef"], draft.id, DraftState.ABANDONED)


async def test_what_others_published_in_other_fields_is_joined_at_the_next_save(
        room: Room) -> None:
    his = await room.draft("basile", cost="Dix euros fictifs.")
    await room.published("alice", "chef", delay="Environ 2 mois.")
    saved = await room.desk.drafts.save(room.people["basile"], his.id, his.version, his.content)
    assert not saved.has_conflicts
    assert saved.draft.content["delay"] == "Environ 2 mois."
    assert saved.draft.content["cost"] == "Dix euros fictifs."
    assert not room.desk.is_stale(Kind.ENTRY, ENTRY_ID, saved.draft.base_digest)
    assert await kept_words(room, "basile", "delay") == {"Environ un mois.", "Environ 2 mois."}


async def test_the_same_field_changed_by_two_is_chosen_and_both_texts_stay(room: Room) -> None:
    his = await room.draft("basile", delay="Six semaines.", cost="Dix euros fictifs.")
    await room.published("alice", "chef", delay="Environ 2 mois.")
    basile = room.people["basile"]
    saved = await room.desk.drafts.save(basile, his.id, his.version, his.content)
    assert [each.path for each in saved.merged.conflicts] == ["delay"]  # type: ignore[union-attr]
    with pytest.raises(NotPossible):
        await room.desk.drafts.settle(basile, his.id, {})
    done = await room.desk.drafts.settle(basile, his.id, {"delay": "theirs"})
    assert done.draft.content["delay"] == "Environ 2 mois."
    assert done.draft.content["cost"] == "Dix euros fictifs."
    assert await kept_words(room, "basile", "delay") == {"Six semaines.", "Environ 2 mois."}


async def test_a_stale_draft_is_not_published_over_another_text(room: Room) -> None:
    his = await room.ready("basile", delay="Six semaines.")
    made = await room.published("alice", "chef", delay="Environ 2 mois.")
    await room.desk.replays.finish(made, {"played": []})
    with pytest.raises(NotPossible, match="a changé depuis"):
        await room.desk.publishing.publish(room.people["chef"], his.id, his.version)
    assert "Environ 2 mois." in room.text()
    assert (await room.desk.drafts.draft(his.id)).state is DraftState.READY


async def test_two_windows_of_one_editor_lose_nothing(room: Room) -> None:
    first = await room.draft()
    alice = room.people["alice"]
    await room.desk.drafts.save(alice, first.id, first.version,
                                first.content | {"delay": "Fenêtre un.", "cost": "Un euro."})
    saved = await room.desk.drafts.save(alice, first.id, first.version,
                                        first.content | {"delay": "Fenêtre deux.", "title": "Deux"})
    assert saved.has_conflicts
    assert saved.kept_id
    assert await kept_words(room, "alice", "delay") == {"Fenêtre un.", "Fenêtre deux."}
    done = await room.desk.drafts.settle(alice, first.id, {"delay": "mine"}, saved.kept_id)
    assert (done.draft.content["delay"], done.draft.content["cost"], done.draft.content["title"]
            ) == ("Fenêtre deux.", "Un euro.", "Deux")
    assert "Fenêtre un." in await kept_words(room, "alice", "delay")


async def test_words_typed_in_a_draft_already_proposed_are_put_aside(room: Room) -> None:
    draft = await room.ready(delay="Proposé.")
    saved = await room.desk.drafts.save(room.people["alice"], draft.id, draft.version,
                                        draft.content | {"delay": "Encore un mot."})
    assert saved.draft.state is DraftState.READY
    assert await kept_words(room, "alice", "delay") == {"Proposé.", "Encore un mot."}


async def test_a_draft_given_up_can_be_taken_back(room: Room) -> None:
    draft = await room.draft(delay="Peut-être.")
    alice = room.people["alice"]
    await room.desk.drafts.move(alice, draft.id, DraftState.ABANDONED)
    assert await room.desk.drafts.open_drafts() == ()
    assert (await room.desk.drafts.put_aside(alice))[0].content["delay"] == "Peut-être."
    assert (await room.desk.drafts.move(alice, draft.id, DraftState.DRAFT)).is_open


async def test_an_editor_goes_on_with_what_a_place_sent(room: Room) -> None:
    place = Editor(PLACE_AUTHOR, "")
    draft = await room.desk.drafts.begin(place, Kind.PARTNER, PARTNER_ID)
    await room.desk.drafts.move(place, draft.id, DraftState.READY)
    mine = await room.desk.drafts.adopt(room.people["alice"], draft.id)
    assert (mine.author, mine.state) == (room.people["alice"].id, DraftState.DRAFT)
    with pytest.raises(NotFound):
        await room.desk.drafts.adopt(room.people["basile"], draft.id)
