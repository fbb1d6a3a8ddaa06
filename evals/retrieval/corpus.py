"""Reads an XML corpus of service-public.fr: its fiches, and their passages for the baselines."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from evals.retrieval.baselines import Text
from knowledge.imports.official_fiche import SHOWN
from knowledge.imports.pivots import load_pivots
from knowledge.imports.publication import Publication
from knowledge.imports.run import run_import
from knowledge.imports.service_public import NAME, service_public
from knowledge.imports.shelf import Shelf
from knowledge.organisations import load_organisations
from retrieval.official_passages import passages_of_fiche

REGISTRY = Path(__file__).resolve().parents[2] / "knowledge" / "organisations.yml"
EMPTY = ("cette archive n'a aucune fiche qui ait du texte : ses {count} fiches sont des squelettes "
         "de balises, sans titre ni phrase. Donnez une archive complète")


def publications(archive: Path) -> tuple[Publication, ...]:
    """Import an archive apart and return its fiches. Raises ImportRefused."""
    source = service_public(load_pivots(load_organisations(REGISTRY)))
    with tempfile.TemporaryDirectory(prefix="qfq-corpus-") as folder:
        shelf = Shelf(Path(folder) / NAME)
        run_import(source, [archive], shelf, lambda done, total: None)
        records = [record for _, record in shelf.records() if record.get("kind") in SHOWN]
        found = tuple(Publication.model_validate(record) for record in records
                      if record.get("has_text"))
    if not found:
        raise ValueError(EMPTY.format(count=len(records)))
    return found


def as_texts(read: Sequence[Publication], with_titles: bool = True) -> list[Text]:
    """Return the passages as the baselines read them: the same words for everyone."""
    return [Text(each.id, each.entry_id, each.text)
            for one in read for each in passages_of_fiche(one, with_titles)]
