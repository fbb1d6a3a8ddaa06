"""The web app over a real evaluators' desk; runs are made by a rule."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from channels.mounting import open_doors
from mediation.evaluation.desk import EvaluationDesk
from tests.channels.editing.conftest import Site, build_site
from tests.evaluation_room import make, open_evaluators


class Evaluators:
    """The site, its desk, and someone signed in."""

    def __init__(self, site: Site, desk: EvaluationDesk) -> None:
        self.site = site
        self.desk = desk

    def enter(self, name: str = "eva") -> TestClient:
        """Sign someone in."""
        return self.site.enter(name)

    def make(self, is_better: bool = False) -> str:
        """Make the next run that waits; return its id."""
        assert self.site.client
        assert self.site.client.portal
        made: Any = self.site.client.portal.call(make, self.desk, self.site.room, is_better)
        return str(made.id)


def build_evaluators(folder: Path) -> Evaluators:
    """Assemble the app."""
    site = build_site(folder)
    desk = open_evaluators(site.room, folder)
    doors: Any = site.app.state.doors
    open_doors(site.app, replace(doors, evaluation=desk))
    return Evaluators(site, desk)


@pytest.fixture
def evaluators(tmp_path: Path) -> Iterator[Evaluators]:
    """Return the app, started."""
    built = build_evaluators(tmp_path)
    with TestClient(built.site.app) as client:
        built.site.client = client
        yield built
        assert client.portal
        client.portal.call(built.site.room.store.close)
