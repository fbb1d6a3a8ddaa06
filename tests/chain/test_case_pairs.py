"""Twenty questions, each by two people whose office differs: never the other's office."""

from collections.abc import Iterator

import httpx
import pytest

from app.settings import Settings
from evals.cases.config import Message, Pair, disagreements, load_pairs
from evals.cases.run import DIRECT, LOST, Conversation, at_once, tell_after
from evals.serving import Instance
from knowledge.repository import Repository, load_repository

PAIRS = load_pairs()
MESSAGES = [pytest.param(pair, told, id=f"{pair.id}-{told.case}")
            for pair in PAIRS for told in pair.messages]


@pytest.fixture(scope="module")
def repository() -> Repository:
    return load_repository(Settings().knowledge_dir)


@pytest.fixture(scope="module")
def client(instance: Instance) -> Iterator[httpx.Client]:
    with instance.client() as opened:
        yield opened


def test_there_are_twenty_pairs_on_twenty_entries_and_they_say_what_the_entries_say(
        repository: Repository) -> None:
    assert len({pair.entry for pair in PAIRS}) == len(PAIRS) == 20
    assert disagreements(PAIRS, repository) == []


def test_a_pair_that_contradicts_its_entry_is_seen(repository: Repository) -> None:
    first = PAIRS[0].messages[0]
    swapped = first.model_copy(update={"lead": first.wrong})
    pair = PAIRS[0].model_copy(update={"messages": (swapped, PAIRS[0].messages[1])})
    assert disagreements([pair], repository)


@pytest.mark.real
@pytest.mark.parametrize(("pair", "told"), MESSAGES)
def test_each_person_gets_their_own_office_and_never_the_other_one(
        pair: Pair, told: Message, client: httpx.Client, repository: Repository) -> None:
    heard = at_once(pair, told, client)
    if heard.route == LOST:  # retrieval is unsure: the entry is asked by its title first
        titles = {pair.entry: repository.by_id[pair.entry].title}
        heard = next(each for each in tell_after([pair], titles, client)
                     if each.expected == told)
    assert heard.is_right, (heard.route, heard.lead, heard.organisations)


@pytest.mark.real
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_a_situation_said_afterwards_changes_the_case(
        pair: Pair, client: httpx.Client, repository: Repository) -> None:
    titles = {pair.entry: repository.by_id[pair.entry].title}
    first, second = tell_after([pair], titles, client)
    assert first.is_right, (first.said, first.route, first.lead, first.organisations)
    assert second.is_right, (second.said, second.route, second.lead, second.organisations)
    assert first.lead != second.lead


@pytest.mark.real
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_without_a_situation_the_card_asks_for_it(pair: Pair, client: httpx.Client) -> None:
    route, reply = Conversation(client).reach(pair.neutral, pair.entry)
    assert route != LOST
    assert reply["answer"]["case_question"]
    assert reply["answer"]["case_id"] is None
    labels = [button["label"] for each in reply["messages"] for button in each["buttons"]]
    assert len(labels) > 2


@pytest.mark.real
def test_the_case_stays_when_a_button_asks_for_the_papers(client: httpx.Client) -> None:
    talk = Conversation(client)
    _, asked = talk.reach("Demander le revenu de solidarité active (RSA)", "rsa")
    assert asked["answer"]["case_question"]
    told = talk.send(text="je suis agricultrice")
    assert told["answer"]["lead"] == "msa"
    papers = next(button["choice"] for each in told["messages"] for button in each["buttons"]
                  if "papiers" in button["label"].lower() or "document" in button["label"].lower()
                  or "pièces" in button["label"].lower())
    answer = talk.send(choice=papers)["answer"]
    assert (answer["lead"], "caf" in answer["organisations"]) == ("msa", False)
    typed = talk.send(text="et c'est gratuit ?")["answer"]
    assert (typed["entry_id"], typed["lead"]) == ("rsa", "msa")


@pytest.mark.real
def test_a_title_reaches_its_entry_at_once(client: httpx.Client) -> None:
    route, _ = Conversation(client).reach("Demander la prime d'activité", "prime-activite")
    assert route == DIRECT
