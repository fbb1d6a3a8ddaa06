"""The logbook's pages: opened with a yes, by code for the resident, closed to the others."""

import re

from channels.rates import CODE_TRIES
from tests.channels.follow_up.conftest import Site

FORM = {"titre": "Trouver un toit", "etape": ["Appeler la mairie fictive", ""],
        "subject": "self", "agreed_by": "person", "agreed_how": "spoken", "agreed": "true"}
WRONG = "000000000000"


def opened(site: Site) -> tuple[str, str]:
    """Open a logbook at the desk; return its path and its code."""
    page = site.enter().post("/mediation/carnets/nouveau", data=FORM).text
    code = re.search(r"\d{4} \d{4} \d{4}", page.replace("\u00a0", " "))
    path = re.search(r"/mediation/carnets/[\w-]{20,}", page)
    assert code
    assert path
    return path[0], code[0]




def test_the_resident_reads_ticks_and_erases_with_the_code_alone(site: Site) -> None:
    _, code = opened(site)
    browser = site.browser()
    page = browser.post("/carnet", data={"code": code}).text
    assert "Appeler la mairie fictive" in page
    assert "mediator@example.org" in page
    step = re.search(r"/carnet/etapes/[\w-]+", page)
    assert step
    assert '<option value="done" selected>' in browser.post(step[0], data={"etat": "done"}).text
    assert browser.post("/carnet/effacer").status_code == 200
    assert site.rows()["logbooks"] == 1
    assert "est effacé" in browser.post("/carnet/effacer", data={"sur": "true"}).text
    assert site.rows() == {"referrals": 0, "appointments": 0, "logbooks": 0, "logbook_steps": 0}


def test_the_pass_is_a_short_cookie_out_of_reach_of_scripts(site: Site) -> None:
    _, code = opened(site)
    browser = site.browser()
    cookie = browser.post("/carnet", data={"code": code}, follow_redirects=False).headers[
        "set-cookie"]
    assert {"HttpOnly", "Path=/carnet", "Max-Age=1800", "SameSite=lax"} <= set(
        cookie.split("; "))
    browser.post("/carnet/fermer")
    closed = browser.get("/carnet/lire", follow_redirects=False)
    assert (closed.status_code, closed.headers["location"]) == (303, "/carnet")


def test_the_resident_takes_an_access_away_and_changes_the_code(site: Site) -> None:
    path, code = opened(site)
    mediator = site.enter()
    assert mediator.get(path).status_code == 200
    browser = site.browser()
    page = browser.post("/carnet", data={"code": code}).text
    taken = re.search(r"/carnet/acces/[\w-]+/retirer", page)
    assert taken
    assert "Vous seul, avec votre code" in browser.post(taken[0]).text
    assert mediator.get(path).status_code == 404
    fresh = browser.post("/carnet/code").text
    assert re.search(r"\d{4} \d{4} \d{4}", fresh.replace("\u00a0", " "))
    assert "Trouver un toit" in browser.get("/carnet/lire").text
    assert site.browser().post("/carnet", data={"code": code}).status_code == 422


def test_codes_are_not_tried_one_after_the_other(site: Site) -> None:
    _, code = opened(site)
    browser = site.browser()
    for _ in range(CODE_TRIES):
        assert browser.post("/carnet", data={"code": WRONG}).status_code == 422
    assert browser.post("/carnet", data={"code": code}).status_code == 429
    colleague = site.enter("colleague")
    for _ in range(5):
        assert colleague.post("/mediation/carnets/rejoindre",
                              data={"code": WRONG}).status_code == 422
    refused = colleague.post("/mediation/carnets/rejoindre", data={"code": code})
    assert refused.status_code == 422


def test_a_mediator_without_the_person_s_yes_finds_nothing(site: Site) -> None:
    path, _ = opened(site)
    colleague = site.enter("colleague")
    assert colleague.get(path).status_code == 404
    assert "Trouver un toit" not in colleague.get("/mediation/carnets").text
    for action in ("etapes", "etapes/x", "partager", "referent", "prolonger", "code", "effacer"):
        done = colleague.post(f"{path}/{action}", data={
            "etape": "x", "etat": "done", "collegue": "x", "accord": "true"})
        assert done.status_code == 404, action
    colleague.post(f"{path}/quitter")
    assert site.rows() == {"referrals": 0, "appointments": 0, "logbooks": 1, "logbook_steps": 1}


def test_saying_the_code_at_the_desk_is_agreeing(site: Site) -> None:
    path, code = opened(site)
    colleague = site.enter("colleague")
    page = colleague.post("/mediation/carnets/rejoindre", data={"code": code})
    assert page.url.path == path
    assert "Trouver un toit" in page.text
    step = colleague.post(f"{path}/etapes", data={"etape": ["Une autre étape"]})
    assert "Une autre étape" in step.text
    colleague.post(f"{path}/quitter")
    assert colleague.get(path).status_code == 404


def test_a_colleague_is_added_only_with_the_box_ticked(site: Site) -> None:
    path, _ = opened(site)
    mediator = site.enter()
    person = re.search(r'<option value="([\w-]+)">colleague@', mediator.get(path).text)
    assert person
    data = {"collegue": person[1], "comment": "phone"}
    assert mediator.post(f"{path}/partager", data=data).status_code == 422
    assert mediator.post(f"{path}/prolonger").status_code == 422
    mediator.post(f"{path}/partager", data=data | {"accord": "true"})
    assert site.enter("colleague").get(path).status_code == 200


def test_no_logbook_without_a_yes_nor_for_a_child(site: Site) -> None:
    mediator = site.enter()
    for change in ({"agreed": ""}, {"subject": "child"}):
        done = mediator.post("/mediation/carnets/nouveau", data=FORM | change)
        assert done.status_code == 422
        assert "119" in done.text
    assert site.rows()["logbooks"] == 0


def test_an_appointment_joins_the_logbook_of_who_may_read_it(site: Site) -> None:
    path, code = opened(site)
    book = path.rsplit("/", 1)[1]
    form = {"autre": "Salle fictive", "jour": "2026-12-01", "heure": "10:30", "carnet": book}
    assert site.enter("colleague").post("/mediation/suivi/rendez-vous",
                                        data=form).status_code == 409
    mediator = site.enter()
    mediator.post("/mediation/suivi/rendez-vous", data=form)
    assert "Salle fictive" in mediator.get(path).text
    assert "Salle fictive" in site.browser().post("/carnet", data={"code": code}).text
