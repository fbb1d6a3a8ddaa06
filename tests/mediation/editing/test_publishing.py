"""Publishing: never one's own draft, one commit by its author, undone, switched back."""

import shutil

import pytest
from sqlalchemy import select

from knowledge.editing.kinds import Kind
from knowledge.editing.shelf import BadName
from mediation.editing.shapes import DraftState, Live, NotPossible, OwnDraft, Replay
from mediation.store.account_rows import AuditRow
from tests.editing_room import ENTRY_ID, NOTICE_ID, Room, email, git

LATER = "Environ 2 mois."
REGRESSION = {"regressions": [{"title": "Dialogue fictif", "question": "q", "faults": []}],
              "played": []}


async def checked(room: Room) -> None:
    """Let the replay of the oldest publication pass."""
    publication = await room.desk.replays.take()
    assert publication
    await room.desk.replays.finish(publication, {"played": [], "regressions": []})


@pytest.mark.parametrize("name", ["alice", "chef"])
async def test_nobody_publishes_their_own_draft(room: Room, name: str) -> None:
    draft = await room.ready(name, delay=LATER)
    with pytest.raises(OwnDraft):
        await room.desk.publishing.publish(room.people[name], draft.id, draft.version)
    assert LATER not in room.text()


async def test_a_publication_is_one_commit_of_one_path_by_its_author(room: Room) -> None:
    (room.folder / "partners" / "autre.txt").write_text("pas à moi", encoding="utf-8")
    git(room.folder, "add", "partners/autre.txt")
    made = await room.published(delay=LATER)
    assert git(room.folder, "show", "--format=%an <%ae> / %cn <%ce>", "--name-only",
               made.commit).split("\n") == [
        f"Alice Fictif <{email('alice')}> / Basile Fictif <{email('basile')}>", "",
        f"procedures/{ENTRY_ID}.md"]
    assert "A  partners/autre.txt" in git(room.folder, "status", "--porcelain")
    assert room.base.now.repository.by_id[ENTRY_ID].delay == LATER


async def test_only_a_proposed_draft_as_it_was_read_is_published(room: Room) -> None:
    draft = await room.draft(delay=LATER)
    with pytest.raises(NotPossible):
        await room.desk.publishing.publish(room.people["basile"], draft.id, draft.version)
    ready = await room.desk.drafts.move(room.people["alice"], draft.id, DraftState.READY)
    with pytest.raises(NotPossible, match="Relisez-le"):
        await room.desk.publishing.publish(room.people["basile"], ready.id, ready.version - 1)
    await room.desk.publishing.publish(room.people["basile"], ready.id, ready.version)
    with pytest.raises(NotPossible):
        await room.desk.publishing.publish(room.people["chef"], ready.id, ready.version)


async def test_a_lock_of_git_puts_the_file_back_and_says_so(room: Room) -> None:
    before = room.text()
    lock = room.folder / ".git" / "index.lock"
    lock.touch()
    draft = await room.ready(delay=LATER)
    with pytest.raises(NotPossible, match="un autre changement est en cours"):
        await room.desk.publishing.publish(room.people["basile"], draft.id, draft.version)
    assert room.text() == before
    lock.unlink()
    again = await room.desk.drafts.draft(draft.id)
    assert again.state is DraftState.READY
    await room.desk.publishing.publish(room.people["basile"], draft.id, draft.version)
    assert LATER in room.text()


async def test_a_hook_that_refuses_puts_a_new_file_back_too(room: Room) -> None:
    hook = room.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho refusé par le hook >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    values = room.desk.shelf.values(Kind.ENTRY, ENTRY_ID)
    assert values
    draft = await room.ready(item="fiche-neuve", **values | {"title": "Une fiche neuve"})
    with pytest.raises(NotPossible, match="contrôle"):
        await room.desk.publishing.publish(room.people["basile"], draft.id, draft.version)
    assert not (room.folder / "procedures" / "fiche-neuve.md").exists()
    assert git(room.folder, "status", "--porcelain") == ""


async def test_a_folder_outside_git_gets_a_repository_of_its_own(room: Room) -> None:
    shutil.rmtree(room.folder / ".git")
    await room.published(delay=LATER)
    assert git(room.folder, "log", "--format=%s").split("\n") == [
        "Fiche : Demander l'aide fictive", "Les fiches à l'ouverture de la rédaction"]


async def test_undoing_puts_the_former_text_back_once(room: Room) -> None:
    before = room.text()
    made = await room.published(delay=LATER)
    undone = await room.desk.publishing.undo(room.people["alice"], made.id)
    assert room.text() == before
    assert (await room.desk.journal.publication(made.id)).state is Live.UNDONE
    for each in (made.id, undone.id):
        with pytest.raises(NotPossible, match="ne s'annule plus"):
            await room.desk.publishing.undo(room.people["alice"], each)
    assert await room.desk.replays.take() is None


async def test_a_publication_followed_by_another_is_not_undone_over_it(room: Room) -> None:
    first = await room.published(delay=LATER)
    await checked(room)
    await room.published("basile", "alice", cost="Gratuit, toujours.")
    with pytest.raises(NotPossible):
        await room.desk.publishing.undo(room.people["alice"], first.id)


async def test_the_next_publication_waits_for_the_replay_of_the_first(room: Room) -> None:
    await room.published(delay=LATER)
    with pytest.raises(NotPossible, match="en cours de vérification"):
        await room.published("basile", "alice", cost="Gratuit, toujours.")
    await checked(room)
    drafts = await room.desk.drafts.open_drafts(Kind.ENTRY, ENTRY_ID)
    await room.desk.publishing.publish(room.people["alice"], drafts[0].id, drafts[0].version)


async def test_a_regression_is_switched_back_and_the_draft_given_back(room: Room) -> None:
    before = room.text()
    made = await room.published(delay=LATER)
    taken = await room.desk.replays.take()
    assert taken
    assert taken.id == made.id
    assert (await room.desk.journal.publication(made.id)).replay_state is Replay.RUNNING
    await room.desk.replays.finish(taken, REGRESSION)
    shown = await room.desk.journal.publication(made.id)
    assert (shown.state, shown.replay_state) == (Live.SWITCHED_BACK, Replay.REGRESSED)
    assert shown.replay["regressions"][0]["question"] == "q"
    assert room.text() == before
    assert git(room.folder, "log", "-1", "--format=%an %s").startswith(
        "Qui fait quoi Retour en arrière")
    draft = await room.desk.drafts.draft(made.draft_id or "")
    assert (draft.state, draft.content["delay"]) == (DraftState.DRAFT, LATER)


async def test_a_regression_never_overwrites_a_text_that_changed_since(room: Room) -> None:
    made = await room.published(delay=LATER)
    taken = await room.desk.replays.take()
    assert taken
    file = room.folder / "procedures" / f"{ENTRY_ID}.md"
    file.write_text(room.text().replace(LATER, "Changé à la main."), encoding="utf-8")
    await room.desk.replays.finish(taken, REGRESSION)
    assert "Changé à la main." in room.text()
    shown = await room.desk.journal.publication(made.id)
    assert (shown.state, shown.replay_state) == (Live.LIVE, Replay.REGRESSED)


async def test_a_replay_cut_by_a_stop_is_taken_up_again(room: Room) -> None:
    made = await room.published(delay=LATER)
    await room.desk.replays.take()
    assert await room.desk.replays.take() is None
    await room.desk.replays.resume()
    taken = await room.desk.replays.take()
    assert taken
    await room.desk.replays.finish(taken, None)
    assert (await room.desk.journal.publication(made.id)).replay_state is Replay.FAILED


async def test_changes_made_outside_the_desk_are_in_the_history(room: Room) -> None:
    file = room.folder / "procedures" / f"{ENTRY_ID}.md"
    file.write_text(room.text().replace("Gratuit.", "Cinq euros fictifs."), encoding="utf-8")
    git(room.folder, "-c", "user.name=Outil", "-c", "user.email=o@example.org", "commit", "-qam",
        "À la main")
    made = await room.published(delay=LATER)
    history = room.desk.journal.history(Kind.ENTRY, ENTRY_ID, (made,), {})
    assert [each.author for each in history] == ["Alice Fictif", "Outil", "Essai"]
    assert history[0].publication == made
    assert history[0].changes[0].sentence == f"Délai : Environ un mois. → {LATER}"
    assert "Coût" in {each.label for each in history[1].changes}


async def test_a_notice_changes_its_own_lines_and_keeps_the_comments(room: Room) -> None:
    made = await room.published(kind=Kind.NOTICE, item=NOTICE_ID,
                                text="L'accueil fictif est fermé jeudi : appelez le 39 39.")
    text = (room.folder / "notices.yml").read_text(encoding="utf-8")
    assert text.startswith("# Avis d'essai.\n- id: fermeture-fictive")
    assert "fermé jeudi" in text
    await room.desk.publishing.undo(room.people["alice"], made.id)
    assert "jeudi" not in (room.folder / "notices.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["../../etc/passwd", "A", "", "é", "a" * 61, "a/b", "-a"])
async def test_a_name_that_is_no_file_s_is_refused(room: Room, name: str) -> None:
    with pytest.raises(BadName):
        await room.desk.drafts.begin(room.people["alice"], Kind.ENTRY, name)


async def test_every_write_leaves_a_line_without_words_or_addresses(room: Room) -> None:
    made = await room.published(delay=LATER)
    await room.desk.publishing.undo(room.people["basile"], made.id)
    async with room.store.reading() as db:
        rows = (await db.scalars(select(AuditRow).order_by(AuditRow.id))).all()
    written = [row for row in rows if row.action.startswith(("draft.", "item."))]
    assert [row.action for row in written] == [
        "draft.begun", "draft.saved", "draft.ready", "item.published", "item.undone"]
    said = " ".join(f"{row.actor} {row.subject} {row.detail}" for row in written)
    assert "@" not in said
    assert LATER not in said
