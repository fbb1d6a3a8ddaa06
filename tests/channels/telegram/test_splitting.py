"""Long texts cut where a reader would, and never over what Telegram takes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.rendering import Part, TextBlock
from channels.telegram.formatting import sheets_of_message, write_block
from channels.telegram.rates import ChatRates
from channels.telegram.splitting import escape, pack, size, split
from mediation.answer import Message
from mediation.outcome import Speaker
from tests.botapi.markup import visible


def test_a_short_text_is_left_as_it_is() -> None:
    assert split("Bonjour.", 100) == ["Bonjour."]
    assert split("  ", 100) == []


def test_paragraphs_come_before_lines_and_lines_before_sentences() -> None:
    assert split("Un deux. Trois\n\nquatre. Cinq six", 25) == ["Un deux. Trois", "quatre. Cinq six"]
    assert split("Un deux. Trois\nquatre. Cinq six", 25) == ["Un deux. Trois", "quatre. Cinq six"]
    assert split("Un deux trois. Quatre cinq six", 25) == ["Un deux trois.", "Quatre cinq six"]


def test_a_word_too_long_is_cut() -> None:
    assert split("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_emoji_count_twice_as_telegram_does() -> None:
    assert size("👍") == 2
    assert split("👍👍👍", 4) == ["👍👍", "👍"]


@given(st.text(alphabet=st.sampled_from("ab .\n<&👍é"), max_size=400),
       st.integers(min_value=10, max_value=60))
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost_and_every_piece_fits(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(0 < size(escape(piece)) <= limit for piece in pieces)


def test_blocks_share_a_message_as_long_as_they_fit() -> None:
    assert pack(["a" * 10, "b" * 10, "c" * 10], 25) == [f"{'a' * 10}\n\n{'b' * 10}", "c" * 10]


@pytest.mark.parametrize(("folded", "grave"), [(True, False), (False, True), (False, False)])
def test_every_piece_of_a_long_block_is_well_formed(folded: bool, grave: bool) -> None:
    block = TextBlock(Part.SECTION, ("<&> 👍 mot. " * 900,), title="Titre & <suite>")
    pieces = write_block(block, is_folded=folded, is_grave=grave)
    assert len(pieces) > 1
    assert all(visible(piece, "HTML") and size(piece) <= 4096 for piece in pieces)
    assert pieces[0].startswith("<b>Titre &amp; &lt;suite&gt;</b>\n")


def test_blank_words_make_no_message() -> None:
    assert sheets_of_message(Message(speaker=Speaker.MEDIATOR, text="  \n")) == []


def test_a_chat_that_writes_too_fast_waits_a_minute_and_is_told_once() -> None:
    now = [0.0]
    rates = ChatRates(2, clock=lambda: now[0])
    assert [rates.may_write(1) for _ in range(3)] == [True, True, False]
    assert rates.may_write(2)
    assert [rates.may_be_told(1) for _ in range(2)] == [True, False]
    now[0] = 61.0
    assert rates.may_write(1)
    assert rates.may_be_told(1)
