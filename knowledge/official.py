"""Tells official publishers from others: only their dates count as « texte officiel »."""

import re

from pydantic import HttpUrl

# The State, its agencies, the courts, and the bodies that decide or pay what entries are about.
_OFFICIAL = re.compile(
    r"(^|\.)(gouv\.fr|service-public\.fr|assemblee-nationale\.fr|senat\.fr|conseil-etat\.fr|"
    r"courdecassation\.fr|tribunal-administratif\.fr|francetravail\.fr|unedic\.org|caf\.fr|msa\.fr|"
    r"ameli\.fr|lassuranceretraite\.fr|agirc-arrco\.fr|urssaf\.fr|caissedesdepots\.fr|anah\.fr|"
    r"anil\.org|actionlogement\.fr|visale\.fr|defenseurdesdroits\.fr|banque-france\.fr|onisep\.fr|"
    r"cnsa\.fr|energie-mediateur\.fr|justice\.fr|ofii\.fr|inpi\.fr|info-retraite\.fr|crous-[a-z-]+\.fr|"
    r"lescrous\.fr|cnil\.fr|has-sante\.fr|insee\.fr|"
    r"lozere\.fr|ille-et-vilaine\.fr|mdph\d*\.fr|ac-[a-z-]+\.fr|agefiph\.fr)$")


def is_official(url: HttpUrl) -> bool:
    """Say whether the page is one of an official publisher."""
    return bool(_OFFICIAL.search(url.host or ""))
