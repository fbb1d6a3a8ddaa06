"""What a content pack is: a zip of the files as they are, with a manifest that signs each."""

import hashlib
import re
from datetime import date
from typing import Annotated

import yaml
from pydantic import StringConstraints, ValidationError

from knowledge.entry import Line, Strict
from knowledge.imports.limits import MEBIBYTE, Limits
from knowledge.imports.refusal import ImportRefused

FORMAT = 1
MANIFEST = "manifest.json"
LIFE_EVENTS = "life_events.yml"
LICENCE = "Licence Ouverte 2.0"
LIMITS = Limits(archive_bytes=50 * MEBIBYTE, members=20_000, member_bytes=2 * MEBIBYTE,
                total_bytes=100 * MEBIBYTE)
PATHS = re.compile(r"entries/[a-z0-9-]+\.md|partners/(?:[a-z0-9-]+/)*[a-z0-9-]+\.yml|"
                   r"life_events\.yml")
HEADER = re.compile(rb"\A---\r?\n(.*?)\n---", re.S)


class PackManifest(Strict):
    """Where a pack comes from. `digests` gives the SHA-256 of each file."""

    format: int
    origin: Line
    licence: Line
    version: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    created_on: date
    digests: dict[str, str]


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()


def checked_manifest(data: bytes | None, files: dict[str, bytes]) -> PackManifest:
    """Return the manifest. Raises ImportRefused unless it signs exactly these files."""
    if data is None:
        raise ImportRefused("ce paquet n'a pas de manifeste (manifest.json)")
    try:
        manifest = PackManifest.model_validate_json(data)
    except ValidationError as fault:
        raise ImportRefused("le manifeste du paquet est illisible") from fault
    if manifest.format != FORMAT:
        raise ImportRefused(f"paquet au format {manifest.format}, le format {FORMAT} est attendu")
    strange = [name for name in files if not PATHS.fullmatch(name)]
    if strange:
        raise ImportRefused(f"le paquet contient un fichier inattendu : {strange[0][:80]!r}")
    if {name: digest_of(content) for name, content in files.items()} != manifest.digests:
        raise ImportRefused("un fichier du paquet ne correspond pas à son empreinte")
    for name, content in files.items():
        _refuse_aliases(name, content)
    return manifest


def _refuse_aliases(name: str, data: bytes) -> None:
    """A few nested YAML references unfold into gigabytes once they are read."""
    header = HEADER.match(data)
    try:
        for event in yaml.parse(header[1] if header else data):
            if isinstance(event, yaml.AliasEvent):
                raise ImportRefused(f"« {name} » contient des références YAML, refusées ici")
    except yaml.YAMLError:
        return  # the item itself is refused, with its reason, when it is compared
