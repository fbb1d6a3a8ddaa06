"""Cleans what was typed: invisible characters out, a leading slash without effect."""

import unicodedata

LONGEST = 2000
READ_AT_MOST = 70_000  # over the 64 kB of a request; more comes from a terminal only
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co"})


def clean(raw: str) -> str:
    """Return the text without control, invisible or lone surrogate characters.

    Line ends are kept. Leading slashes go: Rasa would read "/x" as an intent or a command.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(sign for sign in text
                   if sign == "\n" or unicodedata.category(sign) not in _DROPPED)
    return unicodedata.normalize("NFC", kept).strip().lstrip("/ ").strip()


def heard(raw: str) -> tuple[str, str]:
    """Return the cleaned text, 2,000 characters at most, and what comes after it.

    Blanks and invisible characters around are no length. The rest is looked at for danger only.
    """
    text = clean(raw[:READ_AT_MOST])
    beyond = clean(raw[READ_AT_MOST:][-READ_AT_MOST:])
    return text[:LONGEST], text[LONGEST:] + beyond


def is_wordless(text: str) -> bool:
    """Say whether there is nothing to understand: blank, emoji or punctuation only."""
    return not any(sign.isalnum() for sign in text)
