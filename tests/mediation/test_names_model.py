"""The name model is a help: absent or broken, the rules do their work and nothing else changes."""

from typing import Any

from structlog.testing import capture_logs

from mediation.masking import Masker
from mediation.personal.model import NameModel

TEXT = "je suis Zélie Fictive, tel 06 12 34 56 78"


def test_without_a_model_the_rules_mask_and_the_fault_is_logged() -> None:
    model = NameModel("modele_absent")
    with capture_logs() as logs:
        model.load()
    assert [(each["event"], each["cause"]) for each in logs] == [("masking.no_model", "OSError")]
    assert Masker(people=model).mask(TEXT).text == "je suis [nom], tel [téléphone]"


def test_an_empty_name_means_the_rules_alone() -> None:
    model = NameModel("")
    with capture_logs() as logs:
        model.load()
    assert (logs, list(model(TEXT))) == ([], [])


def test_a_model_that_fails_stops_nothing_and_no_word_is_logged() -> None:
    class Broken:
        def memory_zone(self) -> Any:
            raise RuntimeError(TEXT)

    model = NameModel("")
    model._nlp = Broken()
    with capture_logs() as logs:
        assert list(model("Zorbek Wilunga est parti")) == []
    assert logs == [{"event": "masking.model_failed", "cause": "RuntimeError",
                     "log_level": "warning"}]
