"""Cleans what was typed: invisible characters out, a leading slash without effect."""

import unicodedata

LONGEST = 2000
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co"})


def clean(raw: str) -> str:
    """Return the text without control, invisible or lone surrogate characters.

    Line ends are kept. Leading slashes go: Rasa would read "/x" as an intent or a command.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(sign for sign in text
                   if sign == "\n" or unicodedata.category(sign) not in _DROPPED)
    return unicodedata.normalize("NFC", kept).strip().lstrip("/ ").strip()


def is_too_long(raw: str) -> bool:
    """Say whether the message is over 2,000 characters."""
    return len(raw.strip()) > LONGEST


def is_wordless(text: str) -> bool:
    """Say whether there is nothing to understand: blank, emoji or punctuation only."""
    return not any(sign.isalnum() for sign in text)
