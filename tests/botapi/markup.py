"""Reads HTML as Telegram does: the visible text, or the reason it refuses."""

from html.parser import HTMLParser

TAGS = frozenset({"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre",
                  "blockquote", "tg-spoiler", "span"})


class Refused(ValueError):
    """Telegram's words for what it does not accept."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise Refused(f"Bad Request: can't parse entities: Unsupported start tag \"{tag}\"")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise Refused("Bad Request: can't parse entities: Unmatched end tag")

    def handle_data(self, data: str) -> None:
        self.text += data


def visible(text: str, parse_mode: str | None) -> str:
    """Return the text without its tags. Raises Refused: bad HTML, empty, or too long."""
    if parse_mode == "HTML":
        reader = _Reader()
        reader.feed(text)
        reader.close()
        if reader.open:
            raise Refused("Bad Request: can't parse entities: Can't find end tag")
        text = reader.text
    if not text.strip():
        raise Refused("Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > 4096:
        raise Refused("Bad Request: message is too long")
    return text


def check_keyboard(markup: dict[str, object] | None) -> None:
    """Refuse buttons with no label, or data over 64 bytes."""
    rows = markup.get("inline_keyboard", []) if markup else []
    assert isinstance(rows, list)
    for button in (button for row in rows for button in row):
        if not 1 <= len(button.get("callback_data", "").encode()) <= 64:
            raise Refused("Bad Request: BUTTON_DATA_INVALID")
        if not button.get("text"):
            raise Refused("Bad Request: BUTTON_TEXT_INVALID")
