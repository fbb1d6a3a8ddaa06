"""Every setting of the service, read once from the environment (prefix QFQ_)."""

from datetime import date, time
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """The operator's settings; docs/settings.md lists each with its default and effect."""

    model_config = SettingsConfigDict(env_prefix="QFQ_", extra="ignore", env_ignore_empty=True)

    host: str = "127.0.0.1"
    port: int = 8000
    data_dir: Path = ROOT / "var"
    cache_dir: Path = ROOT / "var"
    knowledge_dir: Path = ROOT / "knowledge"
    database_url: str | None = None
    public_url: str | None = None
    embedding_model: str | None = None
    require_human_check: bool = False
    stale_grace_days: int = 90
    telegram_token: SecretStr | None = None
    telegram_api_url: str | None = None
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_webhook_secret: SecretStr | None = None
    smtp_host: str | None = None
    smtp_port: int = 587
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_from: str = "qui-fait-quoi@localhost"
    smtp_starttls: bool = True
    rasa_python: Path | None = None
    rasa_enabled: bool = True
    rasa_url: str | None = None
    rasa_token: SecretStr | None = None
    rasa_action_secret: SecretStr | None = None
    seal_key: SecretStr | None = None
    desk_hours: str = "Mo-Fr 09:00-12:00,14:00-17:00; PH off"
    desk_phone: str | None = None
    desk_name: str = "l'accueil de démonstration"
    live_chat: bool = False
    live_ceiling: int = Field(default=4, ge=1, le=100)
    routing_minutes: int = Field(default=10, ge=0, le=600)
    place_insee: str | None = None
    official_max_age_days: int = 200
    official_feed_url: str = (
        "https://lecomarquage.service-public.gouv.fr/vdd/3.4/part/zip/vosdroits-latest.zip")
    keep_days: int = 30
    keep_audit_days: int = 365
    keep_counts_days: int = 760
    names_model: str = "fr_core_news_md"
    follow_up_days: int = 7
    logbook: bool = False
    diagnosis: bool = False
    quit_url: str = "https://meteofrance.com/"
    shared_idle_seconds: int = 300
    rate_per_minute: int = 30
    opens_per_minute: int = 20
    action_timeout_seconds: float = 3.0
    turn_timeout_seconds: float = 8.0
    replay_after_publication: Literal["full", "reduced", "off"] = "full"
    today: date | None = None
    today_at: time | None = None
    log_level: str = "INFO"
    secure_cookies: bool = False
    trust_proxy: bool = False

    @cached_property
    def database(self) -> str:
        """The SQLAlchemy URL; SQLite under the data folder unless one is given."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'qui-fait-quoi.db'}"

    @property
    def index_dir(self) -> Path:
        """Where index versions live."""
        return self.data_dir / "index"

    @property
    def imports_dir(self) -> Path:
        """Where imported corpora and directories live."""
        return self.data_dir / "imports"

    @property
    def official_index_dir(self) -> Path:
        """Where the index of the official fiches lives, apart: it takes minutes to build."""
        return self.data_dir / "index-official"

    @property
    def models_dir(self) -> Path:
        """Where the embedding model lives (shared between instances)."""
        return self.cache_dir / "models"

    @property
    def communes_file(self) -> Path:
        """The table of communes built at install."""
        return self.cache_dir / "communes" / "communes.json"

    @property
    def coordinates_file(self) -> Path:
        """The points of the communes, built at install."""
        return self.cache_dir / "communes" / "coordinates.json"

    @property
    def rasa_interpreter(self) -> Path:
        """The Python of Rasa's environment, the one made at install unless another is given."""
        return self.rasa_python or ROOT / "var" / "venv-rasa" / "bin" / "python"

    @property
    def rasa_dir(self) -> Path:
        """Where this instance's dialogue memory and log live."""
        return self.data_dir / "rasa"

    @property
    def rasa_models_dir(self) -> Path:
        """Where trained dialogue models live (shared between instances)."""
        return self.cache_dir / "rasa" / "models"
