"""Preparing an appointment: papers ticked, a file for the agenda, a message to the chat."""

from icalendar import Calendar
from sqlalchemy import text

from tests.channels.follow_up.conftest import Site

FORM = {"lieu": "caf-fictive", "jour": "2026-12-01", "heure": "10:30", "minutes": "30",
        "sujet": "Demander l'aide fictive", "apporter": ["Un RIB"]}
AT = "/mediation/suivi/rendez-vous"


def test_the_papers_of_the_entry_are_offered_ticked(site: Site) -> None:
    page = site.enter().get(f"{AT}?organisme=caf&commune=Bourgfictif&fiche=aide-fictive").text
    assert 'value="Un RIB" checked' in page.replace("\u00a0", " ")
    assert 'value="caf-fictive" checked' in page


def test_it_is_prepared_given_as_a_file_and_erased(site: Site) -> None:
    mediator = site.enter()
    done = mediator.post(AT, data=FORM)
    assert "mardi 1er décembre" in done.text.replace("\u00a0", " ")
    at = done.url.path
    file = mediator.get(f"{at}/agenda.ics")
    assert file.headers["content-type"].startswith("text/calendar")
    assert Calendar.from_ical(file.content).walk("VEVENT")[0]["SUMMARY"]
    assert "mardi 1er décembre" in mediator.get("/mediation/suivi").text.replace("\u00a0", " ")
    colleague = site.enter("colleague")
    for path in (at, f"{at}/agenda.ics"):
        assert colleague.get(path).status_code == 404
    for action in ("envoyer", "effacer"):
        assert colleague.post(f"{at}/{action}").status_code == 404
    mediator.post(f"{at}/effacer")
    assert site.rows()["appointments"] == 0


def test_a_place_or_a_moment_that_is_missing_is_asked_again(site: Site) -> None:
    mediator = site.enter()
    no_place = mediator.post(AT, data=FORM | {"lieu": ""})
    assert (no_place.status_code, "Dites où est" in no_place.text) == (422, True)
    past = mediator.post(AT, data=FORM | {"jour": "2026-11-02"})
    assert (past.status_code, "déjà passé" in past.text) == (422, True)
    free = mediator.post(AT, data=FORM | {"lieu": "", "autre": "Salle fictive"})
    assert "Salle fictive" in free.text


def test_it_is_sent_to_the_chat_with_a_link_the_resident_opens(site: Site) -> None:
    key, case_id = site.held_case()
    mediator = site.enter()
    at = mediator.post(AT, data=FORM | {"cas": case_id}).url.path
    page = mediator.post(f"{at}/envoyer").text
    assert "Le rendez-vous est envoyé" in page
    said = site.call(site.house.talks.history, key)[-1].text
    assert "https://accueil.example.org/rendez-vous/" in said
    path = said.split("https://accueil.example.org")[1].strip()
    given = site.browser().get(path)
    assert b"BEGIN:VALARM" in given.content
    assert site.browser().get("/rendez-vous/forge.ics").status_code == 404
    mediator.post(f"/mediation/cas/{case_id}/rendre")
    assert mediator.post(f"{at}/envoyer").status_code in (404, 409)


def test_after_violence_the_message_and_the_file_stay_discreet(site: Site) -> None:
    key, case_id = site.held_case()

    async def told() -> None:
        async with site.house.store.writing() as db:
            await db.execute(text("update turns set urgent_kind = 'violence_couple'"))
    site.call(told)
    mediator = site.enter()
    at = mediator.post(AT, data=FORM | {"cas": case_id}).url.path
    assert "Discret" in mediator.get(at).text
    mediator.post(f"{at}/envoyer")
    said = site.call(site.house.talks.history, key)[-1].text
    for words in (said, mediator.get(f"{at}/agenda.ics").text):
        assert not any(each in words for each in ("aide fictive", "RIB", "Caf"))
