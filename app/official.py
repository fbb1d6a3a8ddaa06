"""`make official`: download the feed, import it, index it, and say what changed."""

import shutil
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from app.settings import Settings
from knowledge.imports.feed import download
from knowledge.imports.limits import Limits
from knowledge.imports.official_fiche import load_official
from knowledge.imports.pivots import load_pivots
from knowledge.imports.refusal import ImportRefused
from knowledge.imports.report import Meter, lines_of
from knowledge.imports.run import run_import
from knowledge.imports.service_public import NAME, service_public
from knowledge.imports.shelf import Shelf
from knowledge.organisations import load_organisations
from retrieval.embeddings import EncoderMissing, SentenceEmbeddings, load_encoder
from retrieval.official import sync_official
from retrieval.official_corpus import searched


def refresh(settings: Settings, archive: Path | None = None) -> int:
    """Return 0 when the tier is up to date, 1 when nothing could be imported, 2 when too old."""
    downloads = settings.imports_dir / ".downloads"
    shelf = Shelf(settings.imports_dir / NAME)
    pivots = load_pivots(load_organisations(settings.knowledge_dir / "organisations.yml"))
    today = settings.today or datetime.now(UTC).date()
    try:
        path = archive or download(settings.official_feed_url, downloads, Limits()).path
        with Meter(NAME) as progress:
            report = run_import(service_public(pivots), [path], shelf, progress, today=today)
    except ImportRefused as fault:
        print(f"Fiches officielles : {fault}.", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(downloads, ignore_errors=True)
    print("\n".join(lines_of(report)))
    return _index(settings, today)


def _index(settings: Settings, today: date) -> int:
    tier = load_official(settings.imports_dir, today, settings.official_max_age_days)
    if tier is None:
        print(f"Ce corpus a plus de {settings.official_max_age_days} jours, ou n'a pas de date : "
              "il n'est pas montré aux habitants.", file=sys.stderr)
        return 2
    try:
        encoder = SentenceEmbeddings(load_encoder(settings.embedding_model, settings.models_dir))
    except EncoderMissing as fault:
        print(f"Fiches importées, mais pas encore cherchables : {fault}.", file=sys.stderr)
        return 1
    print(f"Indexation de {len(tier.fiches)} fiches officielles : quelques minutes la première "
          "fois…", flush=True)
    with Meter("passages encodés") as progress:
        done = sync_official(searched(settings.imports_dir), settings.official_index_dir, encoder,
                             progress)
    print(f"Fiches officielles prêtes ({done.encoded} textes encodés, {done.seconds:.0f} s).")
    return 0
