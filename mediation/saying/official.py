"""The card of an official fiche: shown, labelled, when no fiche of ours answers."""

from collections.abc import Sequence

from knowledge.imports.official_fiche import Fiche, OfficialTier
from knowledge.organisations import Organisations
from knowledge.places import fold
from knowledge.vocabulary import Domain
from mediation.answer import Answer, Finder, SourceCard, WhoCard
from mediation.outcome import Outcome
from mediation.said import Said
from mediation.saying.offers import PERSON

FIRST = ("Nos fiches ne répondent pas à cette question. Voici la fiche officielle qui s'en "
         "rapproche le plus : lisez-la pour vérifier qu'elle est bien la vôtre.")
NOT_OURS = "Cette fiche vient de service-public.fr. Elle n'a pas été relue ici."
STALE = "Un nom a changé depuis ce texte : il est à confirmer auprès de l'organisme."
PUBLISHER = "DILA (service-public.fr)"
ROLE = "informs"
ROLE_LABEL = "Où vous adresser"
# First theme of service-public.fr, folded → our theme.
THEMES: dict[str, Domain] = {
    "famille": Domain.FAMILY, "social sante": Domain.HEALTH, "travail": Domain.EMPLOYMENT,
    "travail formation": Domain.EMPLOYMENT, "logement": Domain.HOUSING, "argent": Domain.TAXES,
    "argent impots consommation": Domain.TAXES, "justice": Domain.JUSTICE,
    "papiers citoyennete": Domain.PAPERS, "papiers citoyennete elections": Domain.PAPERS,
    "etranger": Domain.PAPERS, "etranger europe": Domain.PAPERS, "transports": Domain.PAPERS,
    "transports mobilite": Domain.PAPERS,
}


def say_official(found: Sequence[Fiche], tier: OfficialTier, registry: Organisations) -> Said:
    """Say the first fiche: what it is, its introduction, its link, where to go in which case.

    The others are only links.
    """
    fiche = found[0]
    keys = dict.fromkeys(each.organisation for each in fiche.bodies
                         if each.organisation and each.organisation in registry)
    warnings = (NOT_OURS, *((STALE,) if fiche.has_stale_words else ()))
    answer = Answer(
        entry_id=fiche.id, title=fiche.title, domain=_domain(fiche.theme),
        text=fiche.introduction,
        who=tuple(WhoCard(organisation=each.organisation or "", role=ROLE, when=each.case,
                          name=each.name, role_label=ROLE_LABEL) for each in fiche.bodies),
        organisations=tuple(key for key in keys if key),
        online=Finder(label="Lire la fiche officielle", url=str(fiche.url)),
        finders=tuple(Finder(label=f"Autre fiche officielle : {each.title}", url=str(each.url))
                      for each in found[1:]),
        sources=(SourceCard(title=fiche.title, url=str(fiche.url), publisher=PUBLISHER,
                            text_dated_on=fiche.updated_on, checked_on=tier.dated_on),),
        source_line=f"{fiche.label[0].upper()}{fiche.label[1:]}.", warnings=warnings)
    texts = (f"{FIRST} ({fiche.label})", fiche.introduction or f"{fiche.title} : {fiche.url}")
    return Said(Outcome.ANSWERED, texts, answer, offers=(PERSON,),
                versions={"official": tier.version})


def _domain(theme: str | None) -> str:
    return THEMES.get(fold(theme or ""), Domain.PAPERS).value
