"""Life events, poles, notices and workshops name only what exists."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from knowledge.checks.paths import check_paths
from knowledge.life_events import LifeEvent, Pole
from knowledge.notices import Notice
from knowledge.repository import Repository
from knowledge.workshops import Workshop
from tests.people import entry, registry

TODAY = date(2026, 11, 23)
EVENT = LifeEvent(title="Je teste", summary="Une situation fictive de test.",
                  first="Contestez dans les 2 mois, pas après.", first_from="aide-fictive",
                  path=("aide-fictive", "deux", "trois"))
BASE = Repository({each: entry(id=each) for each in ("aide-fictive", "deux", "trois")}, registry(),
                  life_events={"je-teste": EVENT})


def notice(until=TODAY, **scope):
    return Notice.model_validate({"id": "avis", "from": TODAY, "until": until, "scope": scope,
                                  "text": "Un avis fictif."})


def pole(**changes):
    return Pole(**({"title": "Pôle", "does": "Conseille des personnes fictives.",
                    "referents": ("caf",)} | changes))


WORKSHOP = Workshop.model_validate({
    "id": "atelier", "title": "Atelier", "place": "nulle-part", "source": "Affiche",
    "starts_at": "2026-12-03 14:00", "ends_at": "2026-12-03 15:00"})


def test_sound_paths_have_no_fault():
    assert list(check_paths(BASE, TODAY)) == []


@pytest.mark.parametrize(("changes", "field", "words"), [
    ({"life_events": {"e": EVENT.model_copy(update={"path": ("absente",)})}}, "e.path", "existe"),
    ({"life_events": {"e": EVENT.model_copy(update={"first_from": "rien"})}}, "e.path", "existe"),
    ({"life_events": {"e": EVENT.model_copy(update={"path": ("deux", "deux")})}}, "e.path",
     "deux fois"),
    ({"life_events": {"e": EVENT.model_copy(update={"first": "Contestez dans les 3 mois, vite."})}},
     "e.first", "pas dans aide-fictive.md"),
    ({"by_id": {**BASE.by_id, "deux": entry(id="deux", life_events=("inconnu",))}}, "life_events",
     "life_events.yml"),
    ({"poles": {"p": pole(entries=("absente",))}}, "p.entries", "existe"),
    ({"poles": {"p": pole(life_events=("inconnu",))}}, "p.life_events", "life_events.yml"),
    ({"poles": {"p": pole(referents=("personne",))}}, "p.referents", "organisations.yml"),
    ({"notices": (notice(entries=["absente"]),)}, "avis.scope.entries", "existe"),
    ({"notices": (notice(organisations=["personne"]),)}, "avis.scope.organisations",
     "organisations.yml"),
    ({"notices": (notice(TODAY + timedelta(days=400)),)}, "avis.until", "un an au plus"),
    ({"notices": (notice(), notice())}, "id", "nom différent"),
    ({"workshops": (WORKSHOP,)}, "atelier.place", "lieu de partners"),
])
def test_a_name_that_leads_nowhere_is_caught(changes, field, words):
    faults = list(check_paths(replace(BASE, **changes), TODAY))
    assert any(each.field == field and words in each.advice for each in faults)
