"""Measures the second tier's search: the right fiche first, and silence for what nobody handles."""

import json
import random
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from app.settings import Settings
from knowledge.imports.official_fiche import load_official
from retrieval.embeddings import SentenceEmbeddings, load_encoder
from retrieval.normalise import normalise
from retrieval.official import ENOUGH, OfficialIndex, sync_official
from retrieval.official_corpus import searched

SEED, SAMPLE = 20261123, 400
CORPUS_DAY = date(2020, 11, 20)
SETS = (("formulations des rédacteurs de la Dila", "dila_alt_wordings.jsonl", "query"),
        ("recherches réelles en droit du travail", "cdtn_prequalified_2020.jsonl", "query"))
OUTSIDE = ("phrases que personne ne traite ici", "oos_fr.jsonl", "text")


def figures(imports: Path, questions: Path) -> list[str]:
    """Return the lines of the page. The threshold was chosen on another draw of these files."""
    tier = load_official(imports, CORPUS_DAY, 200)
    assert tier is not None
    encoder = SentenceEmbeddings(load_encoder(None, Settings().models_dir))
    with tempfile.TemporaryDirectory(prefix="qfq-official-") as folder:
        report = sync_official(searched(imports), Path(folder), encoder)
        index = OfficialIndex.open(Path(folder), encoder)
    lines = ["## Fiches officielles : trouver la bonne, ou se taire", "",
             f"{len(tier.fiches)} fiches de 2020, {report.encoded} textes encodés en "
             f"{report.seconds:.0f} s. Graine {SEED}, {SAMPLE} phrases par jeu. Montrée : score "
             f"d'au moins {ENOUGH}. La bonne fiche est celle du jeu : une fiche voisine compte "
             "comme fausse.", "",
             "| jeu | bonne en premier | bonne parmi trois | montrées | justes parmi les montrées "
             "|", "|---|---|---|---|---|"]
    for label, name, field in (*SETS, OUTSIDE):
        rows = _drawn(questions / name)
        first = three = shown = right = 0
        for row in rows:
            hits = index.nearest(row[field], encoder.embed_query(normalise(row[field])))
            good = [each.fiche_id in _relevant(row) for each in hits]
            is_shown = bool(hits) and hits[0].score >= ENOUGH
            first, three = first + any(good[:1]), three + any(good)
            shown, right = shown + is_shown, right + (is_shown and any(good[:1]))
        known = label != OUTSIDE[0]
        cells = (f"{first / len(rows):.0%}" if known else "—",
                 f"{three / len(rows):.0%}" if known else "—", f"{shown / len(rows):.0%}",
                 f"{right / shown:.0%}" if known and shown else "—")
        lines.append(f"| {label} | {' | '.join(cells)} |")
    return lines


def _drawn(path: Path) -> Sequence[dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return random.Random(SEED).sample(rows, min(SAMPLE, len(rows)))


def _relevant(row: dict[str, Any]) -> set[str]:
    return {each["id"] if isinstance(each, dict) else each for each in row.get("relevant", ())}
