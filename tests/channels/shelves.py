"""A real library over a fictitious base of one entry and one life event."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from knowledge.base import Snapshot
from knowledge.life_events import LifeEvent, Pole
from knowledge.notices import Notice
from knowledge.place_search import PlaceFinder
from knowledge.repository import Freshness, Repository
from knowledge.workshops import Workshop
from mediation.library import Library
from mediation.saying.card import Asked, build_answer
from tests.people import NOW, directory, entry, places, registry

EVENT = LifeEvent(title="Je teste ma vie", summary="Une situation fictive pour les tests.",
                  first="Demandez l'aide fictive tout de suite.", first_from="aide-fictive",
                  path=("aide-fictive", "fiche-absente", "autre-absente"))
WORKSHOP = Workshop.model_validate({
    "id": "atelier", "title": "Atelier CV fictif", "place": "caf-fictive",
    "starts_at": "2026-12-03 14:00", "ends_at": "2026-12-03 16:30", "source": "Affiche fictive"})
NOTICE = Notice.model_validate({
    "id": "fermeture", "from": "2026-11-20", "until": "2026-12-31",
    "text": "L'accueil fictif est fermé."})
POLE = Pole(title="Pôle fictif", does="Conseille des personnes fictives.", referents=("caf",),
            life_events=("je-teste",), entries=("aide-fictive",))


@dataclass
class FixedBase:
    now: Snapshot


@dataclass
class CardVoice:
    base: FixedBase
    warnings: tuple[str, ...] = field(default=())

    def answer(self, one, facet, case_id, place_insee, confidence):
        return build_answer(one, Asked(), self.base.now, NOW, self.warnings)


def library(**changes):
    repository = Repository({"aide-fictive": entry(**changes)}, registry(),
                            life_events={"je-teste": EVENT}, poles={"pole": POLE},
                            workshops=(WORKSHOP,), notices=(NOTICE,))
    base = FixedBase(Snapshot(repository, directory(), PlaceFinder(places(), frozenset({"99"}))))
    return Library(base, CardVoice(base), Freshness(timedelta(days=90)),
                   lambda: date(2026, 11, 23))
