"""Packaged weights: decoding 4-bit blocks, refusing what is not the format."""

import struct

import numpy as np
import pytest

from retrieval.weights import PackagedWeights, UnknownWeights


def packaged(tensors: dict[str, bytes]) -> bytes:
    """Write a file of the packaged format with an empty tokenizer."""
    header = b"E5S1" + struct.pack("<I7ifi", 1, 32, 1, 2, 64, 100, 16, 2, 1e-12, 32)
    header += struct.pack("<5iQ", 1, 0, 2, 1, 3, 0) + struct.pack("<2If", 0, 0, 0.0)
    header += struct.pack("<iI", 0, 0) + struct.pack("<i", len(tensors))
    size = len(header) + sum(2 + len(name) + 21 for name in tensors)
    directory, body = b"", b""
    for name, content in tensors.items():
        place = struct.pack("<BIQQ", 0, 0, size + len(body), len(content))
        directory += struct.pack("<H", len(name)) + name.encode() + place
        body += content
    return header + directory + body


def test_a_block_gives_low_nibbles_then_high_ones_times_its_scale():
    block = np.float16(0.5).tobytes() + bytes([0x0F] + [0x88] * 15)
    decoded = PackagedWeights(packaged({"t": block})).tensor("t", 32)
    assert decoded[0] == 0.5 * (15 - 8)
    assert decoded[16] == 0.5 * (0 - 8)
    assert not decoded[1:16].any()


def test_a_plain_tensor_is_read_as_it_is():
    values = np.arange(6, dtype="<f4")
    decoded = PackagedWeights(packaged({"t": values.tobytes()})).tensor("t", 2, 3)
    assert decoded.tolist() == [[0, 1, 2], [3, 4, 5]]


def test_the_header_gives_the_shape():
    shape = PackagedWeights(packaged({})).shape
    assert (shape.hidden, shape.layers, shape.intermediate, shape.positions) == (32, 1, 64, 16)


def test_another_file_is_refused():
    with pytest.raises(UnknownWeights, match="E5S1"):
        PackagedWeights(b"GGUF" + bytes(100))


def test_an_absent_or_misshapen_tensor_is_refused():
    weights = PackagedWeights(packaged({"t": bytes(18)}))
    with pytest.raises(UnknownWeights, match="absent"):
        weights.tensor("u", 32)
    with pytest.raises(UnknownWeights, match="18 octets"):
        weights.tensor("t", 64)
