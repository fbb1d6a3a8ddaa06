"""The counter: a visit face to face, its search, its « fiche de route », its count."""
