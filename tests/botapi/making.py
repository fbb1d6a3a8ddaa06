"""Makes updates as Telegram sends them. The people in them are fictitious."""

from typing import Any

from tests.botapi.state import BotApiState

Update = dict[str, Any]
DATE = 1_795_000_000
VOICE = "voix-fictive"


def person(chat: int) -> dict[str, Any]:
    """Return the fictitious person of a private chat."""
    return {"id": chat, "is_bot": False, "first_name": "Zélie", "language_code": "fr"}


def message(state: BotApiState, chat: int, **content: Any) -> dict[str, Any]:
    """Return a message in a private chat."""
    return {"message_id": state.next_message_id(), "date": DATE, "from": person(chat),
            "chat": {"id": chat, "type": "private", "first_name": "Zélie"}, **content}


def text(state: BotApiState, chat: int, words: str) -> Update:
    """Return a text message."""
    return {"message": message(state, chat, text=words)}


def edited(original: Update, words: str) -> Update:
    """Return the correction of a text message."""
    return {"edited_message": {**original["message"], "text": words, "edit_date": DATE + 60}}


def sticker(state: BotApiState, chat: int, emoji: str | None = "👍") -> Update:
    """Return a sticker."""
    body = {**file("sticker-fictif"), "width": 9, "height": 9, "is_animated": False,
            "is_video": False, "type": "regular"}
    return {"message": message(state, chat, sticker=body | ({"emoji": emoji} if emoji else {}))}


def voice(state: BotApiState, chat: int, seconds: int = 3) -> Update:
    """Return a voice message."""
    return {"message": message(state, chat, voice={**file(VOICE), "duration": seconds})}


def round_video(state: BotApiState, chat: int) -> Update:
    """Return a round video message."""
    return {"message": message(state, chat, video_note={
        **file("video-fictive"), "length": 9, "duration": 3})}


def photo(state: BotApiState, chat: int, caption: str | None = None) -> Update:
    """Return a photo, with its caption if any."""
    sizes = [{**file("photo-fictive"), "width": 9, "height": 9}]
    extra = {"caption": caption} if caption else {}
    return {"message": message(state, chat, photo=sizes, **extra)}


def document(state: BotApiState, chat: int) -> Update:
    """Return a document."""
    return {"message": message(state, chat, document=file("document-fictif"))}


def contact(state: BotApiState, chat: int) -> Update:
    """Return a shared contact."""
    return {"message": message(state, chat, contact={"phone_number": "0400000001",
                                                     "first_name": "Zélie"})}


def location(state: BotApiState, chat: int, latitude: float = 44.5,
             longitude: float = 3.5) -> Update:
    """Return a position."""
    where = {"latitude": latitude, "longitude": longitude}
    return {"message": message(state, chat, location=where)}


def venue(state: BotApiState, chat: int) -> Update:
    """Return a place chosen on the map; Telegram sends its position twice."""
    where = {"latitude": 44.5, "longitude": 3.5}
    return {"message": message(state, chat, location=where, venue={
        "location": where, "title": "Lieu fictif", "address": "1 rue fictive"})}


def live_location(state: BotApiState, chat: int) -> Update:
    """Return the first point of a position shared live."""
    where = {"latitude": 44.5, "longitude": 3.5, "live_period": 3600}
    return {"message": message(state, chat, location=where)}


def moved(original: Update) -> Update:
    """Return the next point of a position shared live."""
    body = original["message"]
    where = {**body["location"], "latitude": 44.6}
    return {"edited_message": {**body, "location": where, "edit_date": DATE + 60}}


def group_text(state: BotApiState, group: int, words: str) -> Update:
    """Return a message in a group."""
    body = message(state, 7, text=words)
    return {"message": {**body, "chat": {"id": group, "type": "supergroup", "title": "Fictif"}}}


def closes(chat: int, status: str = "kicked") -> Update:
    """Return that a person blocked the robot, or opened the discussion again ("member")."""
    robot = {"id": 12345, "is_bot": True, "first_name": "Qui fait quoi"}
    old = {"user": robot, "status": "member" if status == "kicked" else "kicked"}
    new = {"user": robot, "status": status} | ({"until_date": 0} if status == "kicked" else {})
    return {"my_chat_member": {
        "chat": {"id": chat, "type": "private", "first_name": "Zélie"}, "from": person(chat),
        "date": DATE, "old_chat_member": old | ({} if status == "kicked" else {"until_date": 0}),
        "new_chat_member": new}}


def added_to_group(group: int, status: str = "member") -> Update:
    """Return the robot's own arrival in a group, or its departure ("left")."""
    robot = {"id": 12345, "is_bot": True, "first_name": "Qui fait quoi"}
    old = {"user": robot, "status": "left" if status == "member" else "member"}
    return {"my_chat_member": {
        "chat": {"id": group, "type": "group", "title": "Fictif"}, "from": person(7), "date": DATE,
        "old_chat_member": old, "new_chat_member": {"user": robot, "status": status}}}


def press(state: BotApiState, chat: int, choice: str, on: dict[str, Any] | None = None,
          is_too_old: bool = False) -> Update:
    """Return a press on a button of a sent message, by default the last one that has it."""
    shown = on or next((each for each in reversed(state.sent) if each["chat"]["id"] == chat
                        and has_button(each, choice)), None)
    if shown is None:
        shown = message(state, chat, text="…")
    if is_too_old:
        shown = {"chat": shown["chat"], "message_id": shown["message_id"], "date": 0}
    number = state.next_message_id()
    return {"callback_query": {"id": f"press{number}", "from": person(chat), "message": shown,
                               "chat_instance": "1", "data": choice}}


def has_button(sent: dict[str, Any], choice: str) -> bool:
    """Say whether a sent message has this button."""
    rows = sent.get("reply_markup", {}).get("inline_keyboard", [])
    return any(button["callback_data"] == choice for row in rows for button in row)


def file(file_id: str) -> dict[str, Any]:
    """Return what every file has."""
    return {"file_id": file_id, "file_unique_id": f"u-{file_id}"}
