"""Opens Chroma in a folder, through LangChain to write and read, directly to ask."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:  # imported where used: two seconds that a starting service does not wait for
    from chromadb.api.client import Client
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    from retrieval.embeddings import Encoder

CURATED = "curated"
FOLDER = "chroma"
SPACE = {"hnsw": {"space": "cosine", "ef_search": 200}}


def open_client(version_folder: Path) -> Client:
    """Open the version's own Chroma, with telemetry off. Close it after use."""
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    return cast("Client", chromadb.PersistentClient(str(version_folder / FOLDER), settings))


def open_store(
    client: Client, encoder: Encoder | Embeddings, tier: str, create: bool = False
) -> Chroma:
    """Return LangChain's view of one tier. Raises chromadb's NotFoundError if it is absent."""
    from langchain_chroma import Chroma

    return Chroma(
        collection_name=tier,
        embedding_function=cast("Embeddings", encoder),
        client=client,
        collection_configuration=SPACE,  # type: ignore[arg-type]
        create_collection_if_not_exists=create,
    )
