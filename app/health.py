"""Says how the parts are: /healthz for the process, /readyz for what it can do now."""

import asyncio
from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from app.assembly import House
from channels.access import Public
from channels.telegram.service import TelegramChannel

router = APIRouter()


@router.get("/healthz", dependencies=[Depends(Public())])
async def healthz() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "alive"}


@router.get("/readyz", dependencies=[Depends(Public())],
            responses={503: {"description": "A part without which nobody can be answered is down"}})
async def readyz(request: Request, response: Response) -> dict[str, Any]:
    """Say how each part is. 200 when a resident can be answered, even in reduced mode."""
    house: House | None = getattr(request.app.state, "house", None)
    if house is None:
        response.status_code = 503
        return {"status": "starting", "parts": {}}
    parts = await parts_of(house, getattr(request.app.state, "telegram", None))
    is_ready = parts["database"] == "ready" and parts["index"] == "ready"
    response.status_code = 200 if is_ready else 503
    return {"status": "ready" if is_ready else "degraded", "parts": parts}


async def parts_of(house: House, telegram: TelegramChannel | None) -> dict[str, Any]:
    """Return each part's state: ready, starting, down or off, and the versions in use."""
    retrieval = house.retriever.status()
    return {
        "database": await _database(house),
        "index": ("ready" if retrieval.ready else "down" if retrieval.has_failed
                  else "starting"),
        "index_version": retrieval.version,
        "rasa": house.dialogue.state,
        "telegram": telegram.state if telegram else "off",
        "entries": len(house.base.now.repository.entries()),
        "partners": len(house.base.now.repository.partners),
        "knowledge": house.base.now.repository.digest(),
    }


async def _database(house: House) -> str:
    try:
        async with asyncio.timeout(2):
            return "ready" if await house.store.answers() else "down"
    except TimeoutError:
        return "down"
