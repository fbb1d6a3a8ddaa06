"""The closed lists of words that entries, decisions and answers share."""

from enum import StrEnum


class Domain(StrEnum):
    """The ten themes of a question."""

    EMPLOYMENT = "employment"
    BENEFITS = "benefits"
    HOUSING = "housing"
    TAXES = "taxes"
    FAMILY = "family"
    HEALTH = "health"
    PAPERS = "papers"
    RETIREMENT = "retirement"
    DISABILITY = "disability"
    JUSTICE = "justice"


DOMAIN_LABELS: dict[Domain, str] = {
    Domain.EMPLOYMENT: "Emploi et formation",
    Domain.BENEFITS: "Aides et prestations",
    Domain.HOUSING: "Logement",
    Domain.TAXES: "Impôts",
    Domain.FAMILY: "Famille",
    Domain.HEALTH: "Santé",
    Domain.PAPERS: "Papiers et citoyenneté",
    Domain.RETIREMENT: "Retraite",
    Domain.DISABILITY: "Handicap",
    Domain.JUSTICE: "Justice et droits",
}


class Role(StrEnum):
    """What an organisation does in a procedure."""

    INFORMS = "informs"
    DECIDES = "decides"
    PAYS = "pays"
    HELPS = "helps"
    APPEALS = "appeals"


ROLE_LABELS: dict[Role, str] = {
    Role.INFORMS: "Vous informe",
    Role.DECIDES: "Décide",
    Role.PAYS: "Paie",
    Role.HELPS: "Vous aide",
    Role.APPEALS: "Pour contester",
}


class Facet(StrEnum):
    """The part of an entry that a follow-up asks about."""

    DOCUMENTS = "documents"
    DELAY = "delay"
    COST = "cost"
    WHERE = "where"
    CONTACT = "contact"
    STEPS = "steps"
    ELIGIBILITY = "eligibility"
    ONLINE = "online"
    APPEAL = "appeal"


FACET_LABELS: dict[Facet, str] = {
    Facet.DOCUMENTS: "Quels papiers apporter ?",
    Facet.DELAY: "Combien de temps ?",
    Facet.COST: "Combien ça coûte ?",
    Facet.WHERE: "C'est où, près de chez moi ?",
    Facet.CONTACT: "Qui appeler ?",
    Facet.STEPS: "Quelles étapes ?",
    Facet.ELIGIBILITY: "Est-ce que j'y ai droit ?",
    Facet.ONLINE: "Le faire en ligne",
    Facet.APPEAL: "Contester une décision",
}


class ReadVia(StrEnum):
    """How the text behind a fact was read."""

    LIVE = "live"
    STORED_COPY = "stored_copy"
    CORPUS_2020 = "corpus_2020"


class CheckedBy(StrEnum):
    """Who validated an entry: a program or a person of the place."""

    MACHINE = "machine"
    PERSON = "person"
