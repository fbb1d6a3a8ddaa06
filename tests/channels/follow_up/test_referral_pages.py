"""Referring from the counter and from a case: one click a state, nothing without a yes."""

from tests.channels.follow_up.conftest import Site

FORM = {"vers": "caf-fictive", "motif": "housing", "repere": "Z. F.", "note": "Le matin",
        "organisme": "caf", "commune": "Bourgfictif", "subject": "self", "agreed_by": "person",
        "agreed_how": "spoken", "agreed": "true"}


def referral_of(site: Site) -> str:
    async def first() -> str:
        return (await site.room.referrals.listed(""))[0].id
    found: str = site.call(first)
    return found


def test_the_form_offers_the_places_near_the_commune(site: Site) -> None:
    mediator = site.enter()
    page = mediator.get("/mediation/suivi/orienter?organisme=caf&commune=Bourgfictif").text
    assert 'value="caf-fictive"' in page
    assert 'value="organisme:caf"' in page
    unknown = mediator.get("/mediation/suivi/orienter?organisme=caf&commune=Nullepart").text
    assert "Je ne connais pas de commune" in unknown


def test_a_referral_is_followed_in_one_click_a_state(site: Site) -> None:
    mediator = site.enter()
    page = mediator.post("/mediation/suivi/orienter", data=FORM).text
    assert "Orientations en cours (1)" in page
    assert "Z. F." in page
    at = f"/mediation/suivi/orientations/{referral_of(site)}"
    assert "Envoyée, réponse attendue" in mediator.post(f"{at}/etat", data={"etat": "sent"}).text
    assert "Acceptée" in mediator.post(f"{at}/etat", data={"etat": "accepted"}).text
    site.house.clock.forward(days=22)
    mediator = site.enter()
    assert "À faire maintenant (1)" in mediator.get("/mediation/suivi").text
    assert "À faire maintenant (0)" in mediator.post(f"{at}/rappel").text
    page = mediator.post(f"{at}/etat", data={"etat": "refused", "motif": "full"}).text
    assert "pas de place en ce moment" in page
    mediator.post(f"{at}/effacer")
    assert site.rows()["referrals"] == 0


def test_without_a_yes_nothing_is_kept_and_what_was_typed_stays(site: Site) -> None:
    done = site.enter().post("/mediation/suivi/orienter", data=FORM | {"agreed": ""})
    assert done.status_code == 422
    assert "Sans l'accord de la personne concernée" in done.text.replace("&#39;", "'")
    assert "Le matin" in done.text
    assert site.rows()["referrals"] == 0


def test_for_a_child_the_procedure_is_shown_and_nothing_kept(site: Site) -> None:
    done = site.enter().post("/mediation/suivi/orienter", data=FORM | {"subject": "child"})
    assert done.status_code == 422
    assert "rien n'est transmis ni gardé ici" in done.text.replace("&#39;", "'")
    assert "119" in done.text
    assert "texte du 13 septembre 2024" in done.text.replace("\u00a0", " ")
    assert site.rows()["referrals"] == 0


def test_a_mandate_is_needed_to_say_yes_for_an_adult(site: Site) -> None:
    mediator = site.enter()
    data = FORM | {"subject": "adult", "agreed_by": "mandate", "mandate": ""}
    assert mediator.post("/mediation/suivi/orienter", data=data).status_code == 422
    data["mandate"] = "aidants_connect"
    assert "mandat aidants connect" in mediator.post("/mediation/suivi/orienter", data=data).text


def test_the_panel_beside_a_case_refers_and_comes_back(site: Site) -> None:
    _, case_id = site.held_case()
    mediator = site.enter()
    assert "Orienter vers un partenaire" in mediator.get(f"/mediation/cas/{case_id}").text
    page = mediator.post("/mediation/suivi/orienter", data=FORM | {"cas": case_id}).text
    assert "Ce que la personne a accepté de transmettre" in page
    assert "Caf fictive" in page
    done = mediator.post(f"/mediation/suivi/orientations/{referral_of(site)}/etat",
                         data={"etat": "sent", "depuis": "cas"}, follow_redirects=False)
    assert done.headers["location"] == f"/mediation/cas/{case_id}#suivi-titre"


def test_a_colleague_neither_reads_nor_changes_it(site: Site) -> None:
    _, case_id = site.held_case()
    site.enter().post("/mediation/suivi/orienter", data=FORM | {"cas": case_id})
    colleague = site.enter("colleague")
    page = colleague.get("/mediation/suivi").text
    assert "Suivies par des collègues (1)" in page
    assert "Z. F." not in page
    assert "Le matin" not in page
    at = f"/mediation/suivi/orientations/{referral_of(site)}"
    for action in ("etat", "rappel", "effacer"):
        done = colleague.post(f"{at}/{action}", data={"etat": "sent"})
        assert done.status_code == 404
    assert colleague.get(f"/mediation/suivi/orienter?cas={case_id}").status_code == 404
    assert colleague.post("/mediation/suivi/orienter",
                          data=FORM | {"cas": case_id}).status_code == 404
    assert "Le matin" not in colleague.get(f"/mediation/cas/{case_id}").text
    assert site.rows()["referrals"] == 1


def test_garbled_fields_are_refused_in_french(site: Site) -> None:
    mediator = site.enter()
    for data in ({"motif": "n'importe"}, {"subject": "x"}, {"mandate": "y"}):
        done = mediator.post("/mediation/suivi/orienter", data=FORM | data)
        assert done.status_code == 422
        assert "Je n'ai pas pu lire" in done.text.replace("&#39;", "'")
    done = mediator.post("/mediation/suivi/orienter", data=FORM | {"vers": "lieu-inconnu"})
    assert "Choisissez un lieu" in done.text
