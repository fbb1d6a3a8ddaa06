"""Cuts the default encoder in two, after its first layers and without its table of words.

The table (96 MB) stays where it is, in the encoder's own file: only its place is noted.
"""

import contextlib
import json
import mmap
import os
from pathlib import Path

import onnx
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper

from retrieval.prepare import MANIFEST, locked

LAYERS = 6
GRAPH, REST, PLACE = f"first{LAYERS}.onnx", f"after{LAYERS}.onnx", f"first{LAYERS}.json"
WHOLE = "sentence_embedding"
LAST = f"/bert/encoder/layer.{LAYERS - 1}/output/LayerNorm/LayerNormalization_output_0"
WORDS = "bert.embeddings.word_embeddings.weight_quantized"
ROWS = "/bert/embeddings/word_embeddings/Gather_output_0_quantized"
SEEN = 4096  # bytes of the table looked for in the file: no other tensor begins so


def cut(folder: Path) -> dict[str, int]:
    """Return where the table of words is, making the cut encoder in `folder` if it is not there.

    Raises OSError when the encoder is not prepared, ValueError when its graph has other names.
    """
    wanted = _prepared(folder)
    with locked(folder.parent):
        found = _noted(folder)
        if found.get("prepared") == wanted and all(
                (folder / name).is_file() for name in (GRAPH, REST)):
            return found
        model = onnx.load(str(folder / "model.onnx"))
        table = next((each for each in model.graph.initializer if each.name == WORDS), None)
        if table is None:
            raise ValueError(f"l'encodeur n'a pas de table {WORDS}")
        place = {"prepared": wanted, "words": table.dims[0], "size": table.dims[1],
                 "offset": _offset(folder / "model.onnx", table.raw_data[:SEEN])}
        _write(folder / GRAPH, _between(model, ROWS, TensorProto.UINT8, LAST).SerializeToString())
        _write(folder / REST, _between(model, LAST, TensorProto.FLOAT, WHOLE).SerializeToString())
        _write(folder / PLACE, json.dumps(place).encode())
        return place


def _between(model: ModelProto, fed: str, kind: int, last: str) -> ModelProto:
    """Return the nodes that `last` needs, fed with `fed` and what they read of the model's inputs.

    Raises ValueError when the graph has no such names.
    """
    makers = {name: node for node in model.graph.node for name in node.output}
    if last not in makers or fed not in makers:
        raise ValueError("le graphe de l'encodeur a d'autres noms")
    weights = {each.name: each for each in model.graph.initializer}
    kept: set[int] = set()
    read: set[str] = set()
    waiting = [last]
    while waiting:
        name = waiting.pop()
        node: NodeProto | None = makers.get(name)
        if name in weights or (node is None and name):
            read.add(name)
        elif node is not None and name != fed and id(node) not in kept:
            kept.add(id(node))
            waiting += [each for each in node.input if each]
    rows = helper.make_tensor_value_info(fed, kind, ["batch", "tokens", "size"])
    told = helper.make_tensor_value_info(last, TensorProto.FLOAT, None)
    graph: GraphProto = helper.make_graph(
        [node for node in model.graph.node if id(node) in kept], "part",
        [rows, *(each for each in model.graph.input if each.name in read)], [told],
        [weights[name] for name in sorted(read) if name in weights])
    made = helper.make_model(graph, opset_imports=model.opset_import)
    made.ir_version = model.ir_version
    return made


def _offset(file: Path, beginning: bytes) -> int:
    with file.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as seen:
        return seen.find(beginning)


def _prepared(folder: Path) -> int:
    """Return a number that changes when the encoder is made again."""
    return (folder / MANIFEST).stat().st_mtime_ns


def _noted(folder: Path) -> dict[str, int]:
    with contextlib.suppress(OSError, ValueError):
        read = json.loads((folder / PLACE).read_text(encoding="utf-8"))
        return dict(read) if isinstance(read, dict) else {}
    return {}


def _write(path: Path, content: bytes) -> None:
    made = path.with_name(f".{path.name}-{os.getpid()}")
    made.write_bytes(content)
    made.replace(path)
