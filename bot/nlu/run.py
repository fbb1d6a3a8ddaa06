"""Runs a Rasa command that ends with its parent, keeps words out of its log, hides its token."""

import ctypes
import os
import signal
import sys
from typing import Any

PR_SET_PDEATHSIG = 1
TOKEN_FLAG = "--token-from-input"
WORDS = {
    "text", "response_text", "user_text", "slot_values", "parse_data_text", "parse_data_entities",
    "prediction_events", "tracker_latest_message", "prefilled_slots", "message", "response",
    "slot_candidates", "rasa_event", "rasa_events", "tracker_states", "current_states",
    "old_states", "successes", "current_entity", "next_entity", "states", "entity", "token_text",
    "user_message", "json_message",
}


def die_with(parent: int) -> None:
    """Ask the system to end this process when its parent ends (Linux; elsewhere, nothing)."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            sys.exit(0)


def without_words(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Drop from a log line whatever a resident may have written."""
    return {key: value for key, value in event.items() if key not in WORDS}


def quieten() -> None:
    """Make Rasa's log drop residents' words, in its lines and in the frames of an exception."""
    import structlog
    from rasa.utils import log_utils
    from structlog.processors import ExceptionRenderer
    from structlog.tracebacks import ExceptionDictTransformer

    log_utils._anonymizer = without_words
    frames = ExceptionRenderer(ExceptionDictTransformer(show_locals=False))
    structlog.processors.dict_tracebacks = frames


def arguments(given: list[str]) -> list[str]:
    """Return Rasa's arguments; the token, read from the input, never shows in the process list."""
    if TOKEN_FLAG not in given:
        return given
    kept = [each for each in given if each != TOKEN_FLAG]
    return [*kept, "--auth-token", sys.stdin.readline().strip()]


def main() -> None:
    """Run `rasa` with the arguments that follow the parent's process number."""
    die_with(int(sys.argv[1]))
    sys.argv = ["rasa", *arguments(sys.argv[2:])]
    quieten()
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
