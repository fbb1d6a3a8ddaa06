"""Turns decoded BERT weights into an int8 ONNX encoder, pooling and normalisation inside."""

import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from retrieval.weights import PackagedWeights

OPSET = 17


class SentenceEncoder(nn.Module):
    """Mean of the token vectors under the mask, brought to length 1."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Return one unit vector per row."""
        tokens = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(tokens.dtype)
        mean = (tokens * mask).sum(dim=1) / mask.sum(dim=1).clamp(min=1e-9)
        return nn.functional.normalize(mean, dim=1)


def build_bert(weights: PackagedWeights) -> BertModel:
    """Return a BertModel that holds the decoded weights. Raises RuntimeError if one is missing."""
    state = {name: torch.from_numpy(value) for name, value in weights.bert_state().items()}
    shape = weights.shape
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.intermediate,
        max_position_embeddings=shape.positions,
        type_vocab_size=state["embeddings.token_type_embeddings.weight"].shape[0],
    )
    config._attn_implementation = "eager"  # the exporter traces this one
    bert = BertModel(config, add_pooling_layer=False)
    bert.load_state_dict(state)
    return bert


def export_int8(weights: PackagedWeights, target: Path) -> None:
    """Write the quantised encoder to `target`; the float one is written beside it and removed."""
    encoder = SentenceEncoder(build_bert(weights)).eval()
    whole = target.with_suffix(".float.onnx")
    rows = {0: "batch", 1: "tokens"}
    sample = torch.tensor([[0, 5, 6, 2], [0, 7, 2, 1]]), torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # the tracer warns about shapes that the axes make dynamic
        torch.onnx.export(
            encoder,
            sample,
            str(whole),
            input_names=["input_ids", "attention_mask"],
            output_names=["sentence_embedding"],
            dynamic_axes={"input_ids": rows, "attention_mask": rows},
            opset_version=OPSET,
            dynamo=False,
        )
    quantize_dynamic(whole, target, per_channel=True, weight_type=QuantType.QInt8)
    whole.unlink()
