"""Seals what must be readable for a short time only: clear words, chat ids, desk codes."""

import hashlib
import hmac
import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

KEY_FILE = "seal.key"


class Sealer:
    """Encrypts and opens with one Fernet key. Losing the key loses the sealed words, no more."""

    def __init__(self, key: bytes) -> None:
        self._fernet = Fernet(key)
        self._digest_key = hashlib.sha256(b"qui-fait-quoi digest" + key).digest()

    def seal(self, clear: str) -> bytes:
        """Encrypt a text."""
        return self._fernet.encrypt(clear.encode())

    def open(self, box: bytes | None) -> str | None:
        """Return the text, or None when there is none or another key sealed it."""
        if box is None:
            return None
        try:
            return self._fernet.decrypt(box).decode()
        except InvalidToken:
            return None

    def digest(self, value: str) -> str:
        """Return a keyed fingerprint: finds a value again without storing it."""
        return hmac.new(self._digest_key, value.encode(), hashlib.sha256).hexdigest()


def load_key(given: str | None, folder: Path) -> bytes:
    """Return the operator's key, or the one kept in `folder`, made (mode 0600) when absent.

    Raises ValueError when the key is not 32 url-safe base64 bytes.
    """
    key = given.encode() if given else _kept_key(folder / KEY_FILE)
    try:
        Fernet(key)
    except ValueError as fault:
        raise ValueError("clé de scellement illisible : donnez 32 octets en base64 (Fernet)"
                         ) from fault
    return key


def _kept_key(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes().strip()
    key = Fernet.generate_key()
    with os.fdopen(handle, "wb") as file:
        file.write(key)
    return key
