"""The methods of the Bot API that the project uses, as the real server answers them."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from tests.botapi.markup import Refused, check_keyboard, visible
from tests.botapi.state import BotApiState

Params = dict[str, Any]
Method = Callable[[BotApiState, Params], Awaitable[Any]]


class Fault(Exception):
    """An answer that is not ok."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


async def get_me(state: BotApiState, _: Params) -> Any:
    """Present the robot."""
    return {"id": int(state.token.split(":")[0]), "is_bot": True, "first_name": "Qui fait quoi",
            "username": "quifaitquoi_fictif_bot", "can_join_groups": True,
            "can_read_all_group_messages": False, "supports_inline_queries": False}


async def get_updates(state: BotApiState, params: Params) -> Any:
    """Give what waits, or wait for it (long polling)."""
    if state.webhook:
        raise Fault(409, "Conflict: can't use getUpdates method while webhook is active")
    until = time.monotonic() + float(params.get("timeout", 0))
    offset = int(params.get("offset", 0))
    while not (found := state.pending(offset)) and time.monotonic() < until:
        if state.is_closing:
            break
        await asyncio.sleep(0.01)
    return found


async def set_webhook(state: BotApiState, params: Params) -> Any:
    """Remember where to send updates."""
    with state.lock:
        state.webhook = {"url": params["url"], "secret": params.get("secret_token", "")}
    return True


async def delete_webhook(state: BotApiState, _: Params) -> Any:
    """Go back to polling."""
    with state.lock:
        state.webhook = {}
    return True


async def send_message(state: BotApiState, params: Params) -> Any:
    """Keep the message, or refuse it for one of the real reasons."""
    chat_id = int(params["chat_id"])
    if chat_id in state.blocked:
        raise Fault(403, "Forbidden: bot was blocked by the user")
    wait = state.take_flood(chat_id)
    if wait is not None:
        raise Fault(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
    markup = params.get("reply_markup")
    try:
        text = visible(str(params.get("text", "")), params.get("parse_mode"))
        check_keyboard(markup)
    except Refused as fault:
        raise Fault(400, str(fault)) from fault
    answers = (params.get("reply_parameters") or {}).get("message_id")
    return state.add_message(chat_id, text, markup, answers)


async def edit_message_reply_markup(state: BotApiState, params: Params) -> Any:
    """Change the buttons of a message that the robot sent."""
    with state.lock:
        for message in state.sent:
            if message["message_id"] == int(params["message_id"]):
                message.pop("reply_markup", None)
                if params.get("reply_markup"):
                    message["reply_markup"] = params["reply_markup"]
                return message
    raise Fault(400, "Bad Request: message to edit not found")


async def get_file(state: BotApiState, params: Params) -> Any:
    """Say where to download a file."""
    file_id = str(params["file_id"])
    if file_id not in state.files:
        raise Fault(400, "Bad Request: invalid file_id")
    return {"file_id": file_id, "file_unique_id": f"u-{file_id}",
            "file_size": len(state.files[file_id]), "file_path": f"files/{file_id}"}


async def agree(_: BotApiState, __: Params) -> Any:
    """Say yes to what changes nothing here."""
    return True


METHODS: dict[str, Method] = {
    "getme": get_me, "getupdates": get_updates, "setwebhook": set_webhook,
    "deletewebhook": delete_webhook, "sendmessage": send_message,
    "editmessagereplymarkup": edit_message_reply_markup, "getfile": get_file,
    "answercallbackquery": agree, "setmycommands": agree, "leavechat": agree,
    "sendchataction": agree,
}
