"""The web app over a fake house, one for each test."""

from collections.abc import Iterator

import pytest

from tests.channels.house import Web, build_web


@pytest.fixture
def web() -> Iterator[Web]:
    """Return the app, started."""
    built = build_web()
    with built.client:
        yield built
