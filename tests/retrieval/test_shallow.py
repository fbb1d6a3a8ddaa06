"""The short reading: the first layers of the default encoder, cut once, always the same."""

from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper, save

from app.settings import Settings
from mediation.hearing import FITTED
from retrieval.embeddings import SentenceEmbeddings, load_encoder
from retrieval.prepare import MANIFEST
from retrieval.shallow import ShallowEncoder, shallow_beside
from retrieval.shallow_export import GRAPH, LAST, ROWS, WORDS, cut

TABLE = np.random.default_rng(1).integers(0, 255, (2000, 8), dtype=np.uint8)


def write_encoder(folder: Path, last: str = LAST) -> None:
    """Write a tiny encoder whose names are those of the real one."""
    folder.mkdir(parents=True)
    nodes = [helper.make_node("Gather", [WORDS, "input_ids"], [ROWS]),
             helper.make_node("Cast", [ROWS], [last], to=TensorProto.FLOAT),
             helper.make_node("Mul", [last, last], ["sentence_embedding"])]
    ids = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "tokens"])
    out = helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, None)
    graph = helper.make_graph(nodes, "essai", [ids], [out],
                              [numpy_helper.from_array(TABLE, WORDS)])
    save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)]),
         str(folder / "model.onnx"))
    (folder / MANIFEST).write_text("{}", encoding="utf-8")


def test_the_table_of_words_is_found_in_the_file_and_not_copied(tmp_path: Path) -> None:
    folder = tmp_path / "e5-small"
    write_encoder(folder)
    place = cut(folder)
    seen = np.memmap(folder / "model.onnx", np.uint8, "r", place["offset"],
                     (place["words"], place["size"]))
    assert np.array_equal(seen, TABLE)
    assert (folder / GRAPH).stat().st_size < TABLE.nbytes


def test_it_is_cut_once_and_again_when_the_encoder_is_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "e5-small"
    write_encoder(folder)
    cut(folder)
    made = (folder / GRAPH).stat().st_mtime_ns
    cut(folder)
    assert (folder / GRAPH).stat().st_mtime_ns == made
    (folder / GRAPH).unlink()
    cut(folder)
    assert (folder / GRAPH).is_file()


def test_another_graph_and_a_missing_encoder_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "autre"
    write_encoder(folder, last="une/autre/couche")
    with pytest.raises(ValueError, match="autres noms"):
        cut(folder)
    with pytest.raises(OSError, match=MANIFEST):
        cut(tmp_path / "rien")


@pytest.mark.real
def test_the_real_encoder_reads_shortly_and_is_the_fitted_one() -> None:
    encoder = ShallowEncoder(Settings().models_dir)
    tokens = encoder.tokens("on dort dehors ce soir")
    first = encoder.rows(tokens)
    encoder.forget()
    assert first.shape[1] == 384
    assert np.array_equal(first, encoder.rows(tokens))
    assert f'"encoder": "{encoder.identity}"' in FITTED.read_text(encoding="utf-8")


@pytest.mark.real
def test_the_search_goes_on_from_what_was_heard_and_finds_the_same_vector() -> None:
    models = Settings().models_dir
    encoder = SentenceEmbeddings(load_encoder(None, models))
    before = np.asarray(encoder.embed_query("on dort dehors ce soir"))
    short = shallow_beside(encoder, models)
    heard = short.rows(short.tokens("on dort dehors ce soir"))
    after = np.asarray(encoder.embed_query("on dort dehors ce soir"))
    assert before @ after > 0.99, "its numbers are rounded otherwise"
    assert np.linalg.norm(after) == pytest.approx(1.0, abs=1e-3)
    assert not heard.flags.writeable
    assert short._read.cache_info().misses == 1, "the first layers are read once for both"
