"""The language of a text written in another alphabet, so that a voice reads it rightly."""

import re

SCRIPTS = {
    "ar": re.compile(r"[\u0600-\u06ff\u0750-\u077f]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ta": re.compile(r"[\u0b80-\u0bff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "ka": re.compile(r"[\u10a0-\u10ff]"),
    "am": re.compile(r"[\u1200-\u137f]"),
}
UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
LETTER = re.compile(r"[^\W\d_]")


def language_of(text: str) -> str:
    """Return the tag of a text mostly in another alphabet; empty for the Latin one."""
    letters = len(LETTER.findall(text))
    for tag, script in SCRIPTS.items():
        if len(script.findall(text)) * 2 > letters:
            return "uk" if tag == "ru" and UKRAINIAN.search(text) else tag
    return ""
