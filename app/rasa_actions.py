"""The route that Rasa calls to run an action: loopback only, behind a secret."""

import hmac
import json
import zlib
from typing import Annotated

from fastapi import APIRouter, Depends, Header, HTTPException, Request
from fastapi.responses import JSONResponse

from app.assembly import House
from bot.actions.run import run_action
from channels.access import internal

router = APIRouter()
LARGEST = 2_000_000  # bytes: a tracker with every event of a long conversation


@router.post("/internal/rasa/actions", dependencies=[Depends(internal)],
             include_in_schema=False)
async def rasa_actions(request: Request, x_action_key: Annotated[str, Header()] = "",
                       content_encoding: Annotated[str, Header()] = "") -> JSONResponse:
    """Run the action that Rasa asks for. 404 to anyone else, as if nothing were here."""
    house: House = request.app.state.house
    if not hmac.compare_digest(x_action_key.encode(), house.dialogue.action_secret.encode()):
        raise HTTPException(404)
    payload = _decoded(await request.body(), content_encoding)
    if payload is None:
        return JSONResponse({"error": "corps illisible"}, 400)
    status, body = await run_action(house.executor, payload,
                                    house.settings.action_timeout_seconds)
    return JSONResponse(body, status)


def _decoded(raw: bytes, encoding: str) -> dict[str, object] | None:
    """Return the JSON object; None when it is too large, or is no JSON object."""
    try:
        if encoding == "deflate":
            unpacker = zlib.decompressobj()
            raw = unpacker.decompress(raw, LARGEST)
            if unpacker.unconsumed_tail:
                return None
        payload = json.loads(raw)
    except (ValueError, zlib.error):
        return None
    return payload if isinstance(payload, dict) else None
