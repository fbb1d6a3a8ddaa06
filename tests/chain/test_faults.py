"""What breaks, on the real chain: the resident always gets a sentence, and nothing is lost."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from evals.serving import Instance
from tests.chain.conftest import Start
from tests.chain.processes import (
    rasa_frozen,
    rasa_of,
    rasa_state,
    wait_for,
    wait_until_rasa_answers,
)
from tests.chain.talking import Talk, first_bubble, offers_person, said

pytestmark = pytest.mark.real
JOB = "j'ai perdu mon boulot je fais quoi"
RASA_BUDGET_SECONDS = 8.0
REST_SECONDS = 4.0  # forgetting the dialogue, retrieval, the database, a busy machine


@pytest.fixture
def with_rasa(instance: Instance) -> Iterator[Instance]:
    """Return the shared service, its Rasa ready before and after the test."""
    wait_until_rasa_answers(instance)
    yield instance
    wait_until_rasa_answers(instance)


def test_rasa_slow_the_answer_comes_in_reduced_mode_within_its_time(with_rasa: Instance) -> None:
    with Talk.opened(with_rasa.url) as talk:
        with rasa_frozen(with_rasa):
            started = time.monotonic()
            reply = talk.say(JOB)
            took = time.monotonic() - started
        assert took < RASA_BUDGET_SECONDS + REST_SECONDS
        assert reply["outcome"] == "answered"
        assert reply["answer"]["entry_id"] == "inscription-france-travail"
        assert "ralenti" in said(reply)
        after = talk.say(JOB)
        assert after["outcome"] == "answered"
        assert "ralenti" not in said(after)


def test_rasa_killed_in_mid_turn_the_resident_is_answered_and_rasa_comes_back(
        with_rasa: Instance) -> None:
    with Talk.opened(with_rasa.url) as talk, ThreadPoolExecutor(1) as pool:
        with rasa_frozen(with_rasa) as rasa:  # so that the turn is surely under way
            asked = pool.submit(talk.say, JOB)
            time.sleep(1)
            assert not asked.done()
            rasa.kill()
            reply = asked.result(timeout=20)
        assert reply["outcome"] == "answered"
        assert "ralenti" in said(reply)
        wait_for(lambda: rasa_state(with_rasa) != "ready", 30)
        assert "115" in first_bubble(talk.say("on dort dehors ce soir avec les enfants"))[1]
        assert len(talk.history()) == 5
        wait_until_rasa_answers(with_rasa)
        assert rasa_of(with_rasa).pid != rasa.pid
        assert "ralenti" not in said(talk.say("comment demander le rsa"))
        follow_up = talk.say("et pour les papiers ?")["answer"]
        assert (follow_up["entry_id"], follow_up["facet"]) == ("rsa", "documents")


def test_a_client_gone_in_mid_turn_loses_nothing(with_rasa: Instance) -> None:
    with Talk.opened(with_rasa.url) as talk:
        with rasa_frozen(with_rasa), pytest.raises(httpx.ReadTimeout):
            talk.http.post(f"{talk.path}/messages", timeout=1,
                           json={"text": JOB, "client_message_id": "gone"})
        wait_for(lambda: len(talk.history()) == 3, 15)
        assert talk.history()[1]["text"] == JOB
        again = talk.say(JOB, client_message_id="gone")
        assert again["turn_id"] == talk.history()[2]["turn_id"]
        assert len(talk.history()) == 3


def test_a_locked_database_gets_a_sentence_and_the_message_can_be_sent_again(
        instance: Instance) -> None:
    with Talk.opened(instance.url) as talk:
        with instance.database_locked():
            reply = talk.say(JOB, client_message_id="locked")
            danger = talk.say("on dort dehors ce soir avec les enfants")
        assert reply["outcome"] == "error_unexpected"
        assert "39 39" in said(reply)
        assert offers_person(reply)
        assert "115" in first_bubble(danger)[1]
        assert [item["speaker"] for item in talk.history()] == ["assistant"]
        assert talk.say(JOB, client_message_id="locked")["outcome"] == "answered"


def test_a_locked_database_opens_no_conversation_but_says_so(instance: Instance) -> None:
    with instance.database_locked():
        response = httpx.post(f"{instance.url}/api/v1/conversations", timeout=20)
        page = httpx.post(f"{instance.url}/chat/messages", data={"text": JOB}, timeout=20,
                          headers={"Accept": "text/html"})
    assert response.status_code == 503
    assert "39 39" in response.json()["way_out"]
    assert page.status_code == 503
    assert "39 39" in page.text
    assert "Traceback" not in page.text


def test_actions_that_never_end_in_time_still_get_a_sentence(start: Start) -> None:
    with start("late-actions", action_timeout_seconds="0.0001") as late, \
            Talk.opened(late.url) as talk:
        reply = talk.say(JOB)
        assert reply["outcome"] == "unanswerable_no_source"
        assert said(reply)
        assert offers_person(reply)
        assert "action.timed_out" in (late.data / "serve.log").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def without_index(start: Start) -> Iterator[Instance]:
    """Return a service with no index, and an encoder that cannot be loaded."""
    with start("without-index", until=lambda state: state["parts"]["index"] == "down"
               and state["parts"]["rasa"] == "ready", has_index=False,
               embedding_model="/absent") as served:
        yield served


def test_without_an_index_readyz_says_degraded_and_which_part(without_index: Instance) -> None:
    response = httpx.get(f"{without_index.url}/readyz")
    assert response.status_code == 503
    state = response.json()
    assert state["status"] == "degraded"
    assert state["parts"]["index"] == "down"
    assert state["parts"]["rasa"] == "ready"
    assert httpx.get(f"{without_index.url}/healthz").json() == {"status": "alive"}
    log = (without_index.data / "serve.log").read_text(encoding="utf-8")
    assert "knowledge.not_published" in log


def test_without_an_index_there_is_a_sentence_and_a_way_out(without_index: Instance) -> None:
    with Talk.opened(without_index.url) as talk:
        for words in (JOB, "comment demander le rsa à Mende"):
            reply = talk.say(words)
            assert reply["answer"] is None
            assert said(reply)
            assert offers_person(reply)
        assert talk.say("bonjour")["outcome"] == "small_talk"
        assert "115" in first_bubble(talk.say("on dort dehors ce soir avec les enfants"))[1]
        assert talk.choose("handoff:offer")["outcome"] == "handoff_offered"
        assert talk.say("oui")["holder"] == "queue"


def test_without_an_index_nor_rasa_there_is_still_a_sentence(without_index: Instance) -> None:
    with Talk.opened(without_index.url) as talk, rasa_frozen(without_index):
        reply = talk.say(JOB)
        assert reply["outcome"] == "error_bot_unavailable"
        assert "39 39" in said(reply)
        assert offers_person(reply)
