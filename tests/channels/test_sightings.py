"""A mediator counts as there while they do something, not while their page stays open."""

from channels.sightings import EVERY_SECONDS, IDLE_SECONDS, Sightings
from tests.channels.house import Web


class Door:
    """Keeps who was seen."""

    def __init__(self) -> None:
        self.seen_times = 0

    async def seen(self, mediator_id: str) -> None:
        self.seen_times += 1


async def test_a_page_left_open_stops_counting_and_an_action_counts_again() -> None:
    now, door = [0.0], Door()
    sightings = Sightings(lambda: now[0])
    await sightings.note(door, "m1")
    assert door.seen_times == 1
    now[0] = IDLE_SECONDS - 1
    await sightings.note(door, "m1", is_alone=True)
    assert door.seen_times == 2
    now[0] = IDLE_SECONDS + EVERY_SECONDS
    assert not await sightings.note(door, "m1", is_alone=True)
    assert door.seen_times == 2
    assert await sightings.note(door, "m1")
    assert door.seen_times == 3


async def test_after_a_restart_an_open_page_still_counts() -> None:
    door = Door()
    await Sightings(lambda: 5.0).note(door, "m1", is_alone=True)
    assert door.seen_times == 1


def test_words_sent_from_an_open_case_count_as_an_action(web: Web) -> None:
    case = web.agree()
    web.client.post(f"{case}/prendre")
    before = dict(web.app.state.sightings._acted)
    web.client.post(f"{case}/dire", data={"text": "Bonjour."}, headers={"HX-Request": "true"})
    assert web.app.state.sightings._acted != before


def test_who_no_longer_counts_is_told_on_the_page_and_can_say_so(web: Web) -> None:
    now = [0.0]
    web.app.state.sightings = Sightings(lambda: now[0])
    web.agree()
    web.client.post("/mediation/presence", data={"available": "true"})
    assert "Je suis là" not in web.client.get("/mediation").text
    state = web.client.get("/mediation").text.partition("liste?vu=")[2].partition('"')[0]
    now[0] = IDLE_SECONDS + EVERY_SECONDS
    told = web.client.get(f"/mediation/liste?vu={state}")
    assert told.status_code == 200
    assert "ne vous\n    comptent plus" in told.text
    assert "Je suis là" not in web.client.get("/mediation").text
