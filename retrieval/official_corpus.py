"""Reads the official fiches that are searched from an import: those a resident may be shown."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from knowledge.imports.official_fiche import SHOWN
from knowledge.imports.publication import Publication
from knowledge.imports.service_public import NAME
from knowledge.imports.shelf import Shelf


def searched(imports: Path) -> Iterator[Publication]:
    """Yield the fiches of the import in use that have words, their sections included."""
    for _, record in Shelf(imports / NAME).records():
        if record.get("kind") in SHOWN and record.get("has_text"):
            try:
                yield Publication.model_validate(record)
            except ValidationError:  # a record of an older shape: not shown either
                continue
