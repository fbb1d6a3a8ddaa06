"""Loads a SentenceTransformer encoder, names it by its content, and hands it to LangChain.

sentence_transformers takes seconds to import: it is imported where a model is loaded, so that a
starting service serves its page meanwhile.
"""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from langchain_core.embeddings import Embeddings

from retrieval.normalise import normalise
from retrieval.prepare import NAME, read_manifest

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

E5_PROMPTS = {"query": "query: ", "document": "passage: "}
NAMED_BY = ("recipe", "weights_sha256", "tokenizer_sha256")


BATCH = 4  # long passages by more than that take hundreds of megabytes at once


class EncoderMissing(RuntimeError):
    """The encoder cannot be loaded: not prepared, or no such name or folder."""


class Encoder(Protocol):
    """What indexing and searching need of an encoder. Two identities never share an index."""

    identity: str

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector per passage."""
        ...

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of one question."""
        ...


def load_encoder(
    name_or_folder: str | Path | None, models_dir: Path, threads: int = 1
) -> SentenceTransformer:
    """Load the default encoder (None) or any SentenceTransformer by name or folder.

    `threads` bounds the default encoder's threads. Raises EncoderMissing.
    """
    from sentence_transformers import SentenceTransformer

    if name_or_folder is None:
        folder = models_dir / NAME
        if not read_manifest(folder):
            raise EncoderMissing("préparez l'encodeur : « python -m retrieval.prepare »")
        from retrieval.onnx_module import OnnxSentenceModule

        module = OnnxSentenceModule(folder, threads)
        return SentenceTransformer(modules=[module], prompts=E5_PROMPTS, device="cpu")
    try:
        return SentenceTransformer(str(name_or_folder), device="cpu")
    except (OSError, ValueError) as fault:
        raise EncoderMissing(f"encodeur « {name_or_folder} » introuvable : {fault}") from fault


def identity_of(model: SentenceTransformer) -> str:
    """Return a name that changes when the model's vectors would.

    The default encoder is named by its packaged source and recipe, so that the same weights
    exported on two machines keep one name; any other by its weights, modules and prompts.
    """
    prepared = getattr(model[0], "prepared_in", None)
    if isinstance(prepared, Path):
        manifest = read_manifest(prepared)
        kept = json.dumps([manifest.get(key) for key in NAMED_BY])
        return f"{NAME}-{hashlib.sha256(kept.encode()).hexdigest()[:12]}"
    seen = hashlib.sha256()
    modules = [type(each).__name__ for each in model]
    seen.update(json.dumps([modules, model.prompts, model.max_seq_length]).encode())
    for name, tensor in sorted(model.state_dict().items()):
        seen.update(name.encode() + tensor.detach().cpu().float().numpy().tobytes())
    return f"st-{seen.hexdigest()[:12]}"


class AsQuestions(Embeddings):
    """Stores texts as the questions they are: a wording is encoded like what residents ask."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector per wording, each read alone as a question is."""
        asked = [normalise(text) for text in texts]
        with ThreadPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
            return list(pool.map(self._encoder.embed_query, asked))

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of one question."""
        return self._encoder.embed_query(normalise(text))


class SentenceEmbeddings(Embeddings):
    """LangChain's Embeddings over a SentenceTransformer, with its own prompts where it has some."""

    def __init__(self, model: SentenceTransformer) -> None:
        self.model = model
        self.identity = identity_of(model)
        self._how: dict[str, Any] = {"normalize_embeddings": True, "show_progress_bar": False}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector per passage."""
        vectors = self.model.encode_document(texts, batch_size=BATCH, **self._how)
        return [[float(x) for x in row] for row in np.asarray(vectors)]

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of one question."""
        return [float(x) for x in np.asarray(self.model.encode_query(text, **self._how))]
