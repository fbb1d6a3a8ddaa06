"""What the operator chose for Telegram; app/main.py fills it from the settings."""

import re
import secrets
from dataclasses import dataclass, field
from typing import Literal

PATH = "/telegram/webhook"
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class TelegramMisconfigured(ValueError):
    """A setting is missing or has a shape that Telegram refuses."""


@dataclass(frozen=True)
class TelegramOptions:
    """`api_url` replaces Telegram's own server; a webhook secret is drawn when none is given."""

    token: str = field(repr=False)
    mode: Literal["polling", "webhook"] = "polling"
    api_url: str | None = None
    webhook_secret: str = field(default="", repr=False)
    public_url: str | None = None
    rate_per_minute: int = 30

    def __post_init__(self) -> None:
        """Complete the secret. Raises TelegramMisconfigured."""
        if not self.webhook_secret:
            object.__setattr__(self, "webhook_secret", secrets.token_urlsafe(32))
        if self.mode == "webhook" and not self.public_url:
            raise TelegramMisconfigured(
                "le mode webhook demande QFQ_PUBLIC_URL, l'adresse publique du service")
        if not _SECRET.fullmatch(self.webhook_secret):
            raise TelegramMisconfigured(
                "QFQ_TELEGRAM_WEBHOOK_SECRET : 1 à 256 lettres, chiffres, « _ » ou « - »")

    @property
    def webhook_url(self) -> str:
        """Return where Telegram sends updates."""
        return f"{(self.public_url or '').rstrip('/')}{PATH}"
