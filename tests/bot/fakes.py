"""A tiny knowledge base and a retriever that knows a few words. Every place is fictitious."""

from datetime import date
from typing import Any

from bot.actions.parts import ActionParts
from knowledge.base import Snapshot
from knowledge.directory import Directory
from knowledge.entry import Case, Entry, MustKnow, Source, WhoDoes
from knowledge.organisations import Organisation, Organisations
from knowledge.partner import Address, Coverage, Partner
from knowledge.place_search import PlaceFinder
from knowledge.places import Place, Places
from knowledge.repository import Repository
from knowledge.vocabulary import Domain, ReadVia, Role
from retrieval.query import Band, Candidate, Found, IndexMissing, Query

LONG = "Une réponse fictive, assez longue pour la forme, qui ne dit rien de vrai sur ce sujet. " * 2
SOURCE = Source(key="texte", title="Texte fictif", url="https://exemple.fr/texte",
                publisher="Éditeur fictif", text_dated_on=None, read_via=ReadVia.LIVE,
                checked_on=date(2026, 1, 5))


def place(insee: str, name: str, departement: str = "48") -> Place:
    return Place(insee=insee, name=name, postcodes=(f"{insee[:2]}990",), epci=None,
                 arrondissement=None, departement=departement, departement_name="Fictif",
                 population=900)


def entry(entry_id: str, title: str, domain: Domain, lead: str, *cases: Case) -> Entry:
    asked = tuple(f"{title} façon {number}" for number in range(10))
    return Entry(
        id=entry_id, title=title, domain=domain, asked_as=asked,
        lead=None if cases else lead, case_question="Quelle est votre situation ?" if cases
        else None, cases=cases, who=(WhoDoes(organisation=lead, role=Role.DECIDES),),
        must_know=(MustKnow(fact="un fait", says=("un fait",), source="texte"),),
        conditions=("une condition",), documents=("un papier",), steps=("d'abord", "ensuite"),
        delay="deux mois", cost="gratuit", sources=(SOURCE,), review_before=date(2027, 1, 1),
        easy=LONG, body=LONG)


def organisation(key: str, name: str, *aliases: str) -> Organisation:
    return Organisation(key=key, name=name, short_name=name, name_in_text=name,
                        does="Fait une chose fictive.", aliases=aliases)


ENTRIES = (
    entry("inscription-emploi", "S'inscrire après une perte de travail", Domain.EMPLOYMENT,
          "france_travail"),
    entry("aide-au-logement", "Demander une aide au logement", Domain.HOUSING, "caf",
          Case(id="agricole", label="Exploitant agricole", lead="msa", cues=("agriculteur", "msa")),
          Case(id="general", label="Salarié du privé", lead="caf", cues=("salarié",))),
    entry("passeport", "Faire un passeport", Domain.PAPERS, "mairie"),
)
VALMOURE = place("48901", "Valmoure")
SHARED = (place("48902", "Pierrebelle"), place("48903", "Pierrebelle"))
PARTNER = Partner(
    id="agence-fictive", name="Agence fictive", organisation="france_travail",
    address=Address(postcode="48990", city="Valmoure", insee="48901"),
    coverage=Coverage(departements=("48",)), sources=(SOURCE,), is_fictitious=True)
SUBJECTS = {"boulot": "inscription-emploi", "travail": "inscription-emploi",
            "loyer": "aide-au-logement", "apl": "aide-au-logement", "passeport": "passeport",
            "disparue": "fiche-disparue"}


class FakeRetriever:
    """Answers when one known word is said, hesitates when two are, declines otherwise."""

    def __init__(self, confidence: float = 0.9, fault: Exception | None = None,
                 most_words: int = 100) -> None:
        self.most_words = most_words
        self.confidence = confidence
        self.fault = fault
        self.asked: list[Query] = []

    def search(self, query: Query) -> Found:
        self.asked.append(query)
        if self.fault:
            raise self.fault
        ids = dict.fromkeys(each for word, each in SUBJECTS.items() if word in query.text.lower())
        if len(query.text.split()) > self.most_words:
            return Found((), Band.DECLINE, 0.1, {}, 1.0)
        band = {0: Band.DECLINE, 1: Band.ANSWER}.get(len(ids), Band.CHOICES)
        return Found(tuple(Candidate(each, 1.0, 0.9) for each in ids), band, self.confidence,
                     {"index": "fictif"}, 1.0)


def parts(retriever: Any = None) -> ActionParts:
    places = Places((VALMOURE, *SHARED))
    organisations = Organisations((organisation("caf", "Caf", "la caf"),
                                   organisation("france_travail", "France Travail")))
    snapshot = Snapshot(
        Repository({each.id: each for each in ENTRIES}, organisations, (PARTNER,)),
        Directory((PARTNER,), places), PlaceFinder(places, frozenset({"48"})))
    return ActionParts(retriever or FakeRetriever(), lambda: snapshot)


def no_index() -> FakeRetriever:
    return FakeRetriever(fault=IndexMissing("aucun index"))
