"""The endurance tools notice what they are made to notice."""

import os
import time

import psutil
import pytest

from evals.bench.memory import private
from evals.soak import postgres
from evals.soak.counting import Deliveries
from evals.soak.crowd import Crowd
from evals.soak.people import marks_in, words
from evals.soak.race import Race
from evals.soak.report import crowd_lines


def test_a_case_won_twice_or_never_or_held_by_another_is_a_fault() -> None:
    good = Race(2, 1.0, (("c0",), ("c1",)), 0, {"c0": "m0", "c1": "m1"}, {"c0": 1, "c1": 1})
    assert good.faults() == []
    twice = Race(2, 1.0, (("c0", "c1"), ("c1",)), 0, good.holders, good.told)
    assert "c1 prise 2 fois" in twice.faults()
    never = Race(2, 1.0, (("c0",), ()), 0, {"c0": "m0"}, {"c0": 1})
    assert "1 demandes jamais prises" in never.faults()
    stolen = Race(2, 1.0, good.won, 0, {"c0": "m1", "c1": "m1"}, {"c0": 1, "c1": 2})
    assert len(stolen.faults()) == 2


def test_each_numbered_sentence_is_found_again_in_a_page() -> None:
    said = words(3, 12, "accueil")
    assert marks_in(f"<p>{said}</p> {words(4, 12, 'habitant')}") == [
        ("3", "12", "accueil"), ("4", "12", "habitant")]


def test_what_never_arrives_is_lost_and_what_arrives_again_is_double() -> None:
    counted = Deliveries()
    first, second, third = (marks_in(words(number, 1, "habitant"))[0] for number in range(3))
    for mark in (first, second, third):
        counted.leaves(mark)
    counted.arrives(first)
    counted.arrives(first)
    counted.failed(third, "habitant : non reçu")
    summary = counted.summary(time.perf_counter() + 1)
    assert (summary["sent"], summary["lost"], summary["twice"]) == (2, 1, 1)
    assert summary["faults"] == {"habitant : non reçu": 1}
    assert counted.summary(0)["lost"] == 0, "what has just left may still be on its way"


def test_a_crowd_is_good_when_it_is_quick_and_memory_is_flat() -> None:
    flat = [(second * 5.0, 500.0, 300.0) for second in range(60)]
    waits = {"habitant": [20.0] * 100, "accueil": [40.0] * 100}
    assert Crowd(300, waits, 200, 0, 0, {}, flat).is_good
    assert not Crowd(300, waits, 200, 1, 0, {}, flat).is_good
    assert not Crowd(300, waits | {"accueil": [400.0] * 100}, 200, 0, 0, {}, flat).is_good
    leaking = [(at, 500 + at / 10, 300 + at / 10) for at, *_ in flat]
    assert Crowd(300, waits, 200, 0, 0, {}, leaking).slope == pytest.approx(6)
    assert not Crowd(300, waits, 200, 0, 0, {}, leaking).is_good
    reading = Crowd(300, waits, 200, 0, 0, {}, [(at, 500 + at / 10, 300) for at, *_ in flat])
    assert reading.is_good, "files read into memory are the kernel's to take back"
    assert reading.resident_slope == pytest.approx(6)
    assert "| propre (Mio) | 300 |" in "\n".join(crowd_lines({"SQLite": reading}))


def test_private_memory_is_a_part_of_what_is_resident() -> None:
    pid = os.getpid()
    assert 1 < private(pid) < psutil.Process(pid).memory_info().rss / 2**20


def test_without_postgresql_nor_rights_one_sentence_says_what_to_do(
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "find_binaries", lambda: None)
    monkeypatch.setattr(postgres.os, "geteuid", lambda: 1000)
    with pytest.raises(postgres.NoPostgres, match="installez le paquet « postgresql »"), \
            postgres.serving_postgres():
        raise AssertionError("it cannot have started")


def test_a_server_is_made_for_the_run_and_each_database_is_new(
        request: pytest.FixtureRequest) -> None:
    server = request.getfixturevalue("postgres")
    first, second = server.new_database(), server.new_database()
    assert first != second
    assert first.startswith("postgresql+psycopg://")
