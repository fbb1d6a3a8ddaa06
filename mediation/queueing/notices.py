"""Notices when nobody is to be told: tests, and a house without them."""

import structlog

from mediation.ports import Notices

log = structlog.get_logger("mediation.queueing")


class NoNotices:
    """Implements `ports.Notices`: only the log knows."""

    def tell(self, kind: str, case_id: str, to: str | None = None) -> None:
        """Tell nobody."""
        log.debug("notice.not_sent", kind=kind, case_id=case_id)


NOBODY: Notices = NoNotices()
