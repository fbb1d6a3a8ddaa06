"""Settings: the prefix, the folders that follow, what is refused, what is never printed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.assembly import clock_of
from app.settings import Settings


def test_only_names_with_the_prefix_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QFQ_PORT", "8123")
    monkeypatch.setenv("PORT", "1")
    monkeypatch.setenv("QFQ_RASA_ENABLED", "0")
    settings = Settings()
    assert (settings.port, settings.rasa_enabled) == (8123, False)


def test_every_folder_follows_the_data_and_cache_folders(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "d", cache_dir=tmp_path / "c")
    assert settings.database == f"sqlite+aiosqlite:///{tmp_path / 'd' / 'qui-fait-quoi.db'}"
    assert settings.index_dir == tmp_path / "d/index"
    assert settings.rasa_dir == tmp_path / "d/rasa"
    assert settings.models_dir == tmp_path / "c/models"
    assert settings.rasa_models_dir == tmp_path / "c/rasa/models"


def test_a_database_url_replaces_the_file() -> None:
    url = "postgresql+psycopg://fictif@localhost/fictif"
    assert Settings(database_url=url).database == url


@pytest.mark.parametrize("wrong", [
    {"port": "huit mille"}, {"telegram_mode": "pigeon"}, {"today": "demain"}])
def test_a_value_of_the_wrong_kind_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Settings(**wrong)  # type: ignore[arg-type]


def test_secrets_are_never_printed() -> None:
    settings = Settings(telegram_token="1:secret-fictif", seal_key="secret-fictif",
                        rasa_token="secret-fictif", rasa_action_secret="secret-fictif",
                        telegram_webhook_secret="secret-fictif")
    assert "secret-fictif" not in repr(settings)
    assert "secret-fictif" not in str(settings.model_dump())


def test_a_chosen_day_moves_the_clock_and_keeps_the_hour() -> None:
    clock = clock_of(Settings(today=date(2029, 6, 1)))
    now = datetime.now(UTC)
    moved = clock()
    assert moved.date() == date(2029, 6, 1)
    assert abs((moved.hour * 60 + moved.minute) - (now.hour * 60 + now.minute)) <= 1
