"""What the service promises, through its public API, with the real dialogue layer and index."""

import pytest

from evals.serving import Instance
from tests.chain.talking import Talk, choices_of, first_bubble, offers_person, said

pytestmark = pytest.mark.real
DANGER = "on dort dehors ce soir avec les enfants"


def test_a_lost_job_leads_to_registering_with_its_source_and_then_to_a_place(talk: Talk) -> None:
    reply = talk.say("j'ai perdu mon boulot je fais quoi")
    assert reply["outcome"] == "answered"
    answer = reply["answer"]
    assert (answer["entry_id"], answer["lead"]) == ("inscription-france-travail", "france_travail")
    assert answer["sources"][0]["url"].startswith("https://")
    where = talk.say("et c'est où à Marvejols ?")["answer"]
    assert where["entry_id"] == "inscription-france-travail"
    assert where["place"] == {"insee": "48092", "name": "Marvejols"}
    assert where["partners"] or where["finders"]
    assert all(place["address"] for place in where["partners"])


def test_an_unpaid_rent_in_text_speak_gets_help_its_bodies_and_a_person(talk: Talk) -> None:
    reply = talk.say("jai pa de quoi payé mon loyer")
    assert reply["outcome"] == "answered"
    assert reply["answer"]["domain"] == "housing"
    assert "departement" in reply["answer"]["organisations"]
    assert offers_person(reply)


def test_the_weather_is_declined_without_an_entry(talk: Talk) -> None:
    reply = talk.say("quelle météo demain")
    assert reply["outcome"] == "unanswerable_out_of_scope"
    assert reply["answer"] is None
    assert offers_person(reply)


def test_asking_for_a_person_then_oui_makes_a_case(talk: Talk) -> None:
    offered = talk.say("je veux parler à quelqu'un")
    assert offered["outcome"] == "handoff_offered"
    assert offered["case"]["status"] == "offered"
    assert offered["case"]["brief"]
    assert choices_of(offered)[-2:] == ["handoff:accept", "handoff:decline"]
    queued = talk.say("oui")
    assert (queued["outcome"], queued["holder"]) == ("handoff_queued", "queue")
    assert queued["case"]["status"] == "waiting"
    assert len(queued["case"]["code"]) == 6
    left = talk.choose("handoff:decline")
    assert left["holder"] == "assistant"


def test_danger_gets_the_115_first(talk: Talk) -> None:
    reply = talk.say(DANGER)
    assert reply["outcome"] == "urgent_signposted"
    assert (reply["urgent"]["kind"], reply["urgent"]["level"]) == ("homeless_tonight", "danger")
    assert reply["urgent"]["numbers"][0] == "115"
    speaker, words = first_bubble(reply)
    assert speaker == "system"
    assert "115" in words


def test_danger_gets_the_115_first_while_queued(talk: Talk) -> None:
    talk.choose("handoff:offer")
    talk.choose("handoff:accept")
    reply = talk.say(DANGER)
    assert (reply["outcome"], reply["holder"]) == ("handoff_relayed", "queue")
    assert first_bubble(reply)[0] == "system"
    assert "115" in first_bubble(reply)[1]
    assert reply["answer"] is None
    talk.choose("handoff:decline")


def test_danger_gets_the_115_first_with_the_dialogue_layer_stopped(
        without_rasa: Instance) -> None:
    with Talk.opened(without_rasa.url) as talk:
        reply = talk.say(DANGER)
        assert reply["outcome"] == "urgent_signposted"
        assert "115" in first_bubble(reply)[1]
        talk.choose("handoff:offer")
        talk.choose("handoff:accept")
        assert "115" in first_bubble(talk.say(DANGER))[1]


def test_with_nobody_present_no_one_is_promised(without_rasa: Instance) -> None:
    with Talk.opened(without_rasa.url) as talk:
        words = said(talk.choose("handoff:offer"))
    assert "39 39" in words
    assert "va vous répondre" not in words
