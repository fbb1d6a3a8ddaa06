"""The default encoder as a SentenceTransformer module: its tokenizer and ONNX Runtime."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import onnxruntime
import torch
from sentence_transformers.base.modules import InputModule
from tokenizers import Tokenizer

MAX_TOKENS = 512
PAD = {"pad_id": 1, "pad_token": "<pad>"}


class OnnxSentenceModule(InputModule):
    """Text in, unit vector out. `threads` bounds ONNX Runtime's own threads."""

    config_keys: list[str] = []

    def __init__(self, folder: Path, threads: int = 1) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.prepared_in = folder
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(MAX_TOKENS)
        self.tokenizer.enable_padding(**PAD)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # The arena never gives back what a batch of long passages once took.
        options.enable_cpu_mem_arena = False
        self.session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.whole: Callable[[list[int]], Any] | None = None  # set by retrieval.shallow
        self.dimension = int(self.session.get_outputs()[0].shape[-1] or 0)

    def get_embedding_dimension(self) -> int:
        """Return the length of a vector."""
        return self.dimension

    def preprocess(
        self, inputs: Any, prompt: str | None = None, **kwargs: Any
    ) -> dict[str, torch.Tensor | Any]:
        """Return token ids and mask, the prompt written before each text."""
        encoded = self.tokenizer.encode_batch([(prompt or "") + text for text in inputs])
        return {
            "input_ids": torch.tensor([each.ids for each in encoded]),
            "attention_mask": torch.tensor([each.attention_mask for each in encoded]),
        }

    def forward(
        self, features: dict[str, torch.Tensor | Any], **kwargs: Any
    ) -> dict[str, torch.Tensor | Any]:
        """Add `sentence_embedding`; ONNX Runtime's session may be called from several threads.

        Where a shorter reading is kept, one text alone goes on from it.
        """
        ids = features["input_ids"]
        if self.whole is not None and len(ids) == 1:
            vector = self.whole(ids[0].tolist())
            features["sentence_embedding"] = torch.from_numpy(vector).unsqueeze(0)
            return features
        feed = {name: features[name].numpy() for name in ("input_ids", "attention_mask")}
        features["sentence_embedding"] = torch.from_numpy(self.session.run(None, feed)[0])
        return features

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Refuse: the files are made again by `python -m retrieval.prepare`."""
        raise RuntimeError("l'encodeur se refait par « python -m retrieval.prepare »")
