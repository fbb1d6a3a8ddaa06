"""One JSON line an event, on standard error; never the words or names of people."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# Keys that could carry somebody's words: dropped even if a caller passes them.
_NEVER = frozenset({"text", "message", "words", "name", "email", "phone", "body", "token", "query"})


def _drop_words(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key in _NEVER & event.keys():
        event[key] = "[retiré]"
    return event


def set_up_logging(level: str = "INFO") -> None:
    """Configure structlog and the standard logger once, at start."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _drop_words,
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    # These write request URLs, which carry tokens and tickets.
    for noisy in ("httpx", "httpcore", "uvicorn.access", "telegram", "chromadb"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
