"""uvicorn's server, with one thing more: open streams end as soon as Ctrl-C is pressed."""

from types import FrameType

import uvicorn


class Server(uvicorn.Server):
    """Closes the live streams first: uvicorn would wait for every open page otherwise."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End the streams, then let uvicorn stop."""
        live = getattr(getattr(self.config.app, "state", None), "live", None)
        if live is not None:
            live.close()
        super().handle_exit(sig, frame)
