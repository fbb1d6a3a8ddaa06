"""/healthz and /readyz say how the parts are, even before the house is there."""

import time
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app import health
from retrieval.live import Status
from tests.app.conftest import FakeStore


def client_of(house: Any = None) -> TestClient:
    """Return a client of an app that has only these routes."""
    app = FastAPI()
    app.include_router(health.router)
    if house is not None:
        app.state.house = house
    return TestClient(app)


def test_before_the_house_is_assembled_it_is_starting() -> None:
    with client_of() as client:
        assert client.get("/healthz").json() == {"status": "alive"}
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "starting", "parts": {}}


def test_when_all_is_well_it_is_ready_and_says_the_versions(house: Any) -> None:
    with client_of(house) as client:
        response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ready", "parts": {
        "database": "ready", "index": "ready", "index_version": "version-fictive", "rasa": "off",
        "telegram": "off", "entries": 3, "partners": 1, "knowledge": "empreinte"}}


@pytest.mark.parametrize(("status", "said"), [
    (Status(False, "", 0, "chargement en cours"), "starting"),
    (Status(False, "", 0, "encodeur introuvable", has_failed=True), "down")])
def test_without_an_index_it_is_degraded(house: Any, status: Status, said: str) -> None:
    house.retriever.now = status
    with client_of(house) as client:
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["status"] == "degraded"
    assert response.json()["parts"]["index"] == said


def test_a_database_that_does_not_answer_is_down(house: Any) -> None:
    house.store = FakeStore(is_there=False)
    with client_of(house) as client:
        response = client.get("/readyz")
    assert (response.status_code, response.json()["parts"]["database"]) == (503, "down")


def test_a_database_that_hangs_is_not_waited_for(house: Any) -> None:
    house.store = FakeStore(wait_seconds=60)
    started = time.monotonic()
    with client_of(house) as client:
        response = client.get("/readyz")
    assert response.json()["parts"]["database"] == "down"
    assert time.monotonic() - started < 10
