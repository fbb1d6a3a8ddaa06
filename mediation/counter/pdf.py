"""The fiche de route as a tagged PDF (PDF/UA-1): the texts are data, never template source."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst

from mediation.counter.saying import as_data
from mediation.counter.sheet import Printed

TEMPLATE = Path(__file__).resolve().parent / "fiche-de-route.typ"
UNPRINTED = "□"
SAID = " Certains signes ne s'impriment pas ici (□) : la page à imprimer les montre."
_FAR, _LATIN = 0x2E80, 0x250  # ideographs and pictures; the letters of European languages
# PDF/UA refuses a page with a letter that no font shows: each try keeps fewer letters.
_KEEPS: tuple[Callable[[str], bool], ...] = (
    lambda sign: True,
    lambda sign: ord(sign) < _FAR,
    lambda sign: ord(sign) < _LATIN or sign in "’“”–—…€•œŒ",
)


def as_pdf(printed: Printed) -> bytes:
    """Return the PDF; a few milliseconds of computing, no font nor file from elsewhere."""
    data = as_data(printed)
    for keeps in _KEEPS[:-1]:
        try:
            return _compiled(_only(data, keeps))
        except typst.TypstError:
            continue
    return _compiled(_only(data, _KEEPS[-1]))


def _only(data: dict[str, Any], keeps: Callable[[str], bool]) -> dict[str, Any]:
    """Return the texts without the signs not kept, and say so on the page."""
    text = json.dumps(data, ensure_ascii=False)
    kept = "".join(sign if keeps(sign) else UNPRINTED for sign in text)
    cleaned: dict[str, Any] = json.loads(kept)
    if kept != text:
        cleaned["made"] += SAID
    return cleaned


def _compiled(data: dict[str, Any]) -> bytes:
    made = typst.compile(str(TEMPLATE), format="pdf", pdf_standards=["ua-1"],
                         ignore_system_fonts=True, sys_inputs={"data": json.dumps(data)})
    assert isinstance(made, bytes)
    return made
