"""Preparing the encoder: found without importing, made once, replaced when its source changes."""

import json

import pytest

from retrieval.embeddings import EncoderMissing, load_encoder
from retrieval.prepare import MANIFEST, PackageMissing, is_ready, packaged_file


def test_a_package_that_is_not_installed_is_named():
    with pytest.raises(PackageMissing, match="paquet-imaginaire"):
        packaged_file("paquet-imaginaire", "poids.bin")


def test_an_encoder_is_ready_only_whole_and_of_this_source(tmp_path):
    expected = {"recipe": "1", "weights_sha256": "abc"}
    (tmp_path / "model.onnx").write_bytes(b"1234")
    written = json.dumps(expected | {"sizes": {"model.onnx": 4}})
    (tmp_path / MANIFEST).write_text(written)
    assert is_ready(tmp_path, expected)
    assert not is_ready(tmp_path, expected | {"recipe": "2"})
    (tmp_path / "model.onnx").write_bytes(b"12")
    assert not is_ready(tmp_path, expected)


@pytest.mark.parametrize("written", ["", "[]", '{"recipe": "1"}'])
def test_an_unreadable_manifest_means_not_ready(tmp_path, written):
    (tmp_path / MANIFEST).write_text(written)
    assert not is_ready(tmp_path, {"recipe": "1"})


def test_an_encoder_that_was_not_prepared_is_said(tmp_path):
    with pytest.raises(EncoderMissing, match="retrieval.prepare"):
        load_encoder(None, tmp_path)
