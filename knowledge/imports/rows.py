"""Reads the rows of JSON, JSON lines and CSV files, one at a time."""

import csv
import json
import re
from collections.abc import Iterator
from io import TextIOWrapper
from typing import IO, Any, TextIO

from knowledge.imports.archive import Member
from knowledge.imports.refusal import ImportRefused

CHUNK = 1 << 16
LONGEST_ROW = 4 << 20  # characters
_SPACE = re.compile(r"[\s,]*")
Row = dict[str, Any]


def rows_of(member: Member) -> Iterator[Row]:
    """Yield the rows of a file by its extension. Raises ImportRefused when it cannot be read."""
    csv.field_size_limit(LONGEST_ROW)
    try:
        with member.open() as stream:
            yield from _rows(member.name.lower(), stream)
    except UnicodeDecodeError as fault:
        raise ImportRefused(f"« {member.name} » n'est pas écrit en UTF-8") from fault
    except (ValueError, csv.Error, RecursionError) as fault:
        raise ImportRefused(f"« {member.name} » est mal formé") from fault
    except OSError as fault:
        raise ImportRefused(f"« {member.name} » est abîmé") from fault


def _rows(name: str, stream: IO[bytes]) -> Iterator[Row]:
    text = TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        yield from _read(name, text)
    finally:
        if not text.closed:
            text.detach()  # the stream is closed by who opened it


def _read(name: str, text: TextIO) -> Iterator[Row]:
    if name.endswith(".csv"):
        first = text.readline()
        text.seek(0)
        delimiter = ";" if first.count(";") > first.count(",") else ","
        yield from csv.DictReader(text, delimiter=delimiter, strict=True)
    else:
        yield from _objects(text)


def _objects(text: TextIO) -> Iterator[Row]:
    """Yield the objects of an array, of the first array of an object, or of JSON lines.

    The text is read by pieces: a file of 60,000 rows is never whole in memory.
    """
    decoder = json.JSONDecoder()
    buffer = text.read(CHUNK).lstrip()
    opening = re.match(r'\[|\{\s*"[^"]+"\s*:\s*\[', buffer) or re.match(
        r'\{\s*"total_count"\s*:\s*\d+\s*,\s*"results"\s*:\s*\[', buffer)
    is_array = opening is not None
    at = opening.end() if opening else 0
    while True:
        at = _skip(buffer, at)
        if is_array and buffer[at : at + 1] == "]":
            return
        try:
            row, at = decoder.raw_decode(buffer, at)
        except json.JSONDecodeError:
            more = text.read(CHUNK)
            if not more:
                if buffer[at:].strip() or is_array:
                    raise
                return
            buffer, at = buffer[at:] + more, 0
            if len(buffer) > LONGEST_ROW:
                raise
            continue
        if not isinstance(row, dict):
            raise ValueError("not an object")
        yield row


def _skip(buffer: str, at: int) -> int:
    found = _SPACE.match(buffer, at)
    return found.end() if found else at
