"""From the codes of the official directory (« pivots ») and names to our organisation keys."""

from dataclasses import dataclass

from knowledge.organisations import Organisations
from knowledge.places import fold

# Codes met in the corpora and the directory that the registry does not list itself.
ALSO: dict[str, str] = {
    "aav": "aide_victimes", "bav": "aide_victimes", "antenne_justice": "point_justice",
    "point_justice": "point_justice", "cdad": "point_justice",
    "defenseur_droits": "defenseur_des_droits", "conciliateur_justice": "conciliateur_mediateur",
    "direccte_ud_travail": "inspection_travail_ddets", "droit_travail": "inspection_travail_ddets",
    "direccte": "inspection_travail_ddets", "renovation_info_service": "anah",
    "fr_renov": "anah", "sip": "impots", "pole_emploi": "france_travail", "ccas": "ccas",
    "cias": "ccas", "mairie_com": "mairie", "paris_mairie": "mairie", "tgi": "tribunal",
    "tj": "tribunal", "urssaf": "urssaf", "pcb": "udaf", "afpa": "afpa", "mds": "departement",
    "cdas": "departement", "edas": "departement", "bdf": "banque_de_france",
    "chambre_notaires": "notaire", "huissiers_justice": "commissaire_de_justice",
    "gendarmerie_departementale": "police_gendarmerie", "sage-femme": "medecin",
    "mdph": "mdph", "Sécurité sociale des indépendants": "urssaf",
    "etablissement_enseignement_superieur": "ecole_academie", "avocat_centre_national":
    "avocat_aide_juridictionnelle", "ordre_avocats": "avocat_aide_juridictionnelle",
    "dgfip": "impots", "paris_prefecture": "prefecture", "prefecture_region": "prefecture",
    "plateforme_naturalisation": "prefecture", "paris_ppp_permis_conduire": "prefecture",
    "paris_ppp_naturalisation": "prefecture", "planification_familiale": "departement",
}

# How names without a code begin, lower case and without accents.
BEGINS: tuple[tuple[str, str], ...] = (
    ("tribunal ", "tribunal"), ("conseil de prud", "tribunal"), ("cour d appel", "tribunal"),
    ("caf ", "caf"), ("caisse d allocations familiales", "caf"), ("cpam ", "cpam"),
    ("assurance maladie", "cpam"), ("assurance retraite", "carsat"), ("carsat", "carsat"),
    ("caisse regionale de retraite", "carsat"), ("pole emploi", "france_travail"),
    ("france travail", "france_travail"), ("msa ", "msa"), ("prefecture", "prefecture"),
    ("sous prefecture", "prefecture"), ("agence nationale des titres", "ants_france_titres"),
    ("office francais de protection des refugies", "ofpra"), ("mairie", "mairie"),
    ("service d information des impots", "impots"), ("service des impots", "impots"),
    ("116 006", "aide_victimes"), ("police secours", "police_gendarmerie"),
    ("point conseil budget", "udaf"), ("surendettement ", "banque_de_france"),
    ("point d information local dedie aux personnes agees", "departement"),
    ("centre communal d action sociale", "ccas"), ("ccas ", "ccas"), ("cias ", "ccas"),
    ("centre national du cheque emploi", "urssaf"), ("urssaf", "urssaf"),
    ("france services", "france_services"), ("maison de services au public", "france_services"),
    ("mission locale", "mission_locale"), ("cap emploi", "cap_emploi"), ("mdph", "mdph"),
    ("maison departementale des personnes handicapees", "mdph"), ("udaf", "udaf"),
    ("maison departementale de l autonomie", "mdph"), ("cidff", "cidff"), ("adil", "adil"),
    ("conseil departemental", "departement"), ("maison des solidarites", "departement"),
    ("maison departementale des solidarites", "departement"), ("secours populaire",
    "association_solidarite"), ("secours catholique", "association_solidarite"),
    ("restos du coeur", "association_solidarite"), ("croix rouge", "association_solidarite"),
)


@dataclass(frozen=True)
class Pivots:
    """Look-up by code and by name; None when no organisation of ours is meant."""

    by_code: dict[str, str]
    by_name: dict[str, str]
    known: frozenset[str]

    def organisation(self, code: str | None, name: str = "") -> str | None:
        """Return the organisation key of a code, else of a name, else None."""
        if code and code in self.by_code:
            return self.by_code[code]
        folded = fold(name)
        if not folded or folded in self.by_name:
            return self.by_name.get(folded)
        begun = next((key for start, key in BEGINS if f"{folded} ".startswith(start)), None)
        return begun if begun in self.known else None


def load_pivots(registry: Organisations) -> Pivots:
    """Build the look-up from the registry; codes whose organisation is absent are left out."""
    codes = {pivot: each.key for each in registry.all() for pivot in each.pivots}
    for code, key in ALSO.items():
        key = codes.get(key, key)
        if key in registry:
            codes.setdefault(code, key)
    names: dict[str, str] = {}
    for each in registry.all():
        for name in (each.name, each.short_name, *each.former_names, *each.aliases):
            names.setdefault(fold(name), each.key)
    return Pivots(codes, names, frozenset(each.key for each in registry.all()))
