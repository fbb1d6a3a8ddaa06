"""The committed locks: versions and hashes, nothing about where they come from."""

import re
import tomllib
from pathlib import Path

import pytest

from app.install.locks import torch_pin, without_torch

ROOT = Path(__file__).resolve().parents[3]
LOCKS = ["app.lock.txt", "rasa.lock.txt"]
NAME = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.M)


def names(text: str) -> dict[str, str]:
    """Return the versions of a lock by package."""
    return dict(NAME.findall(text))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links|@ ", text)


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_version_has_a_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = [b for b in re.split(r"\n(?=\S)", text.strip()) if not b.startswith("#")]
    assert len(blocks) > 100
    assert [b for b in blocks if "--hash=sha256:" not in b] == []


def test_the_app_lock_holds_nothing_for_a_graphics_card() -> None:
    text = (ROOT / "app.lock.txt").read_text(encoding="utf-8")
    assert [n for n in names(text) if n.startswith(("nvidia", "cuda", "triton", "torch"))] == []
    assert torch_pin(text) is not None


def test_every_direct_dependency_is_locked_at_its_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = names((ROOT / "app.lock.txt").read_text(encoding="utf-8"))
    wanted = list(project["dependencies"])
    for group in project["optional-dependencies"].values():
        wanted += group
    pins = dict(re.sub(r"\[.*?\]", "", each).split("==") for each in wanted)
    torch = pins.pop("torch")
    assert {name: locked.get(name) for name in pins} == pins
    assert torch_pin((ROOT / "app.lock.txt").read_text(encoding="utf-8")) == f"torch=={torch}"


def test_the_npm_lock_names_no_address() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    assert text.count('"integrity": "sha512-') == 3


def test_torch_and_its_companions_are_taken_out_of_a_compiled_lock() -> None:
    compiled = (
        "numpy==2.0 \\\n    --hash=sha256:aa\nnvidia-cublas==1 \\\n    --hash=sha256:bb\n"
        "torch==2.13.0 \\\n    --hash=sha256:cc\ntriton==3 \\\n    --hash=sha256:dd\n"
        "xxhash==4.1 \\\n    --hash=sha256:ee\n"
    )
    assert names(without_torch(compiled)) == {"numpy": "2.0", "xxhash": "4.1"}
