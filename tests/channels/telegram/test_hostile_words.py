"""Whatever hostile words a person writes, Telegram shows them as words."""

import re

import pytest

from channels.telegram.formatting import sheets_of_message
from channels.telegram.splitting import LONGEST
from mediation.answer import Message
from mediation.outcome import Speaker
from tests.hostile import Hostile, load_hostile

TAG = re.compile(r"<(?!/?(?:b|i|blockquote)(?: expandable)?>)")
SAYABLE = [each for each in load_hostile() if not each.has_half_signs]


@pytest.mark.parametrize("hostile", SAYABLE, ids=lambda each: each.id)
def test_hostile_words_are_escaped_on_telegram(hostile: Hostile) -> None:
    sheets = sheets_of_message(Message(speaker=Speaker.MEDIATOR, text=hostile.text))
    for sheet in sheets:
        assert not TAG.search(sheet.markup)
        assert not re.search(r"&(?!amp;|lt;|gt;|quot;|#x27;|#39;)", sheet.markup)
        assert len(sheet.markup) <= 6 * LONGEST
