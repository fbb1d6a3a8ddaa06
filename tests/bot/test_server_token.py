"""Rasa's token is safe on a command line: one in 64 url-safe tokens starts with a dash."""

from pathlib import Path

from bot.command import RasaHome
from bot.server import RasaServer


def test_a_token_never_reads_as_an_option():
    home = RasaHome(Path("python"), Path("."))
    servers = [RasaServer(home, "http://127.0.0.1:9/actions", "clef") for _ in range(300)]
    assert all(server._token.isalnum() for server in servers)
    assert len({server._token for server in servers}) == 300
