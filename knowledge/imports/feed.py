"""Downloads the current feed of service-public.fr to a file, or says in one sentence why not."""

import os
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path

from knowledge.imports.limits import Limits
from knowledge.imports.refusal import ImportRefused

TIMEOUT_SECONDS = 30
PIECE = 1 << 20
AGENT = "qui-fait-quoi (import du flux officiel)"


class FeedUnreachable(ImportRefused):
    """The network does not give the feed: nothing was changed."""


@dataclass(frozen=True)
class Downloaded:
    """A downloaded feed. `served_on` is the day its server gives it, or None."""

    path: Path
    served_on: date | None


def download(url: str, folder: Path, limits: Limits) -> Downloaded:
    """Download to `folder`, written aside then renamed. Raises FeedUnreachable."""
    if not url.startswith("https://"):
        raise FeedUnreachable("l'adresse du flux officiel doit commencer par https://")
    folder.mkdir(parents=True, exist_ok=True)
    target, aside = folder / "vosdroits-latest.zip", folder / ".vosdroits-latest.part"
    request = urllib.request.Request(url, headers={"User-Agent": AGENT})
    try:
        with (urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer,
              aside.open("wb") as out):
            while piece := answer.read(PIECE):
                out.write(piece)
                if out.tell() > limits.archive_bytes:
                    raise FeedUnreachable("le flux officiel est anormalement gros")
            served_on = _day(answer.headers.get("Last-Modified"))
        os.replace(aside, target)
    except (urllib.error.URLError, TimeoutError, ConnectionError) as fault:
        why = getattr(fault, "reason", fault)
        raise FeedUnreachable(
            "le flux officiel n'a pas pu être téléchargé "
            f"({_short(why)}) : rien n'a changé. Réessayez depuis un poste relié à internet, "
            "ou importez un fichier déjà téléchargé avec « make import »") from fault
    finally:
        aside.unlink(missing_ok=True)
    return Downloaded(target, served_on)


def _short(why: object) -> str:
    return " ".join(str(why).split())[:120] or "pas de réponse"


def _day(text: str | None) -> date | None:
    try:
        return parsedate_to_datetime(text).date() if text else None
    except ValueError:
        return None
