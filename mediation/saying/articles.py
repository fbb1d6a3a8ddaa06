"""French articles inside a sentence: « au CCAS », « mon employeur », « La Caf »."""

_OURS = {"votre employeur": "mon employeur", "votre banque": "ma banque",
         "votre assureur": "mon assureur", "votre médecin": "mon médecin",
         "votre propriétaire": "mon propriétaire",
         "votre fournisseur d'énergie": "mon fournisseur d'énergie"}
_KEEP = ("France", "Caf", "Cap", "Action", "Aspa", "Apa", "Agirc", "Mon Compte")


def to(name: str) -> str:
    """Return « à la Caf », « au CCAS »."""
    if name.startswith("le "):
        return f"au {name.removeprefix('le ')}"
    return f"aux {name.removeprefix('les ')}" if name.startswith("les ") else f"à {name}"


def mine(name: str) -> str:
    """Return the name as the person writes it: « votre employeur » becomes « mon employeur »."""
    return _OURS.get(name, name)


def capital(words: str) -> str:
    """Start a sentence."""
    return f"{words[:1].upper()}{words[1:]}"


def lowered(words: str | None) -> str:
    """Put a title or a label inside a sentence; a name or an acronym keeps its capital."""
    if not words:
        return ""
    first = words.split(" ", 1)[0].strip(",:'’")
    is_name = len(first) > 1 and first.isupper() or words.startswith(_KEEP)
    return words if is_name else f"{words[:1].lower()}{words[1:]}"
