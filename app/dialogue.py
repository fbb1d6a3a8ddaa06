"""Rasa as the app holds it: the supervised child, the client, and the secret of the actions."""

import secrets
from dataclasses import dataclass

from app.settings import Settings
from bot.client import Address, RasaClient
from bot.command import RasaHome
from bot.server import RasaServer, State

DIALOGUE_SHARE = 0.8  # of a turn: the rest is for the answer without the dialogue layer


@dataclass(frozen=True)
class Dialogue:
    """The dialogue layer. `server` is None when it is switched off or runs elsewhere."""

    client: RasaClient
    action_secret: str
    server: RasaServer | None = None
    elsewhere: Address | None = None

    @property
    def state(self) -> str:
        """Return ready, starting, down, or off."""
        if self.server:
            return self.server.state.value
        return State.READY.value if self.elsewhere else "off"

    async def start(self) -> None:
        """Start watching Rasa; returns at once."""
        if self.server:
            await self.server.start()

    async def wait_ready(self, seconds: float) -> bool:
        """Say whether Rasa is ready within this time; at once when it is not ours to start."""
        return await self.server.wait_ready(seconds) if self.server else self.elsewhere is not None

    async def stop(self) -> None:
        """Stop Rasa and close the client."""
        if self.server:
            await self.server.stop()
        await self.client.close()


def build_dialogue(settings: Settings) -> Dialogue:
    """Return the dialogue layer of these settings, not started."""
    secret = (settings.rasa_action_secret.get_secret_value() if settings.rasa_action_secret
              else secrets.token_urlsafe(32))
    timeout = settings.turn_timeout_seconds * DIALOGUE_SHARE
    if settings.rasa_url:
        token = settings.rasa_token.get_secret_value() if settings.rasa_token else ""
        elsewhere = Address(settings.rasa_url.rstrip("/"), token)
        return Dialogue(RasaClient(lambda: elsewhere, timeout_seconds=timeout), secret,
                        elsewhere=elsewhere)
    if not settings.rasa_enabled:
        return Dialogue(RasaClient(lambda: None, timeout_seconds=timeout), secret)
    home = RasaHome(settings.rasa_interpreter, settings.rasa_dir, settings.rasa_models_dir,
                    settings.models_dir)
    url = f"http://127.0.0.1:{settings.port}/internal/rasa/actions"
    server = RasaServer(home, url, secret)
    return Dialogue(RasaClient(server.address, timeout_seconds=timeout), secret, server)
