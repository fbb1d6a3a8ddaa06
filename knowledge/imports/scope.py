"""Whom an imported place serves, when the file does not say it: by kind of body."""

from knowledge.partner import Coverage
from knowledge.places import Place, Places

OWN_COMMUNE = frozenset({"mairie", "ccas"})
OWN_EPCI = frozenset({"epci"})
OWN_ARRONDISSEMENT = frozenset({"sous_pref", "tresorerie", "sip", "sie", "centre_impots"})
# One office for the département, or open to anyone who comes: the nearest is shown first.
WHOLE_DEPARTEMENT = frozenset({
    "mdph", "departement", "prefecture", "adil", "cidff", "inspection_travail_ddets", "caf", "msa",
    "cpam", "carsat", "banque_de_france", "cap_emploi", "anah", "conciliateur_fiscal",
    "commission_conciliation", "ofii", "crous", "ecole_academie", "tribunal", "region", "cci",
    "chambre_metiers", "chambre_agriculture", "urssaf", "apec", "greta", "afpa", "cio", "udaf",
    "france_services", "point_justice", "police_gendarmerie", "aide_victimes", "mission_locale",
    "france_travail", "ars", "impots", "plie", "siao", "action_logement", "defenseur_des_droits",
    "association_creation_entreprise", "siae", "association_solidarite",
})


def departement_of(insee: str) -> str:
    """Return the département of a commune's code."""
    return insee[:3] if insee.startswith("97") else insee[:2]


def coverage_for(organisation: str, pivot: str | None, place: Place, places: Places,
                 stated: tuple[str, ...] = ()) -> Coverage:
    """Return the coverage: the communes the file states, else what the kind of body serves.

    A kind that is not listed serves its commune and its EPCI.
    """
    if len(stated) > 1:
        return Coverage(communes=stated)
    if organisation in OWN_COMMUNE:
        return Coverage(communes=_with_districts(place, places))
    if pivot in OWN_ARRONDISSEMENT and place.arrondissement:
        near = (each.insee for each in places.all()
                if each.arrondissement == place.arrondissement)
        return Coverage(communes=tuple(sorted(near)))
    if organisation in WHOLE_DEPARTEMENT and organisation not in OWN_EPCI:
        return Coverage(departements=(place.departement,))
    epcis = (place.epci,) if place.epci else ()
    return Coverage(communes=(place.insee,), epcis=epcis)


def _with_districts(place: Place, places: Places) -> tuple[str, ...]:
    """Return Marseille, Lyon or Paris with its districts; () for any other commune."""
    prefix = {"13055": "132", "69123": "6938", "75056": "751"}.get(place.insee)
    if prefix is None:
        return ()
    districts = (each.insee for each in places.all() if each.insee.startswith(prefix))
    return (place.insee, *sorted(districts))
