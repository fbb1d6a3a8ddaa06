"""The team's e-mails, against a real SMTP server of this machine; and Telegram's sentence."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from telegram.error import Forbidden, NetworkError

from bot.server import free_port
from channels.staff_mail import MailOptions, StaffMail, words_of
from channels.telegram.team import tell_due
from mediation.notices import GRACE, StaffNotices, ToTell
from tests.channels.tools.conftest import ToolSite

LINK = "https://accueil.example.org"


@dataclass
class Box:
    """What the server received; it refuses as told."""

    letters: list[Any] = field(default_factory=list)
    refusal: str = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep the letter, or refuse it."""
        if self.refusal:
            return self.refusal
        self.letters.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


@pytest.fixture
def box() -> Iterator[tuple[Box, int]]:
    """Return a running server and its port."""
    kept = Box()
    controller = Controller(kept, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield kept, controller.port
    controller.stop()


@pytest.fixture
def waiting(site: ToolSite) -> Callable[..., StaffNotices]:
    """Return what makes a notice due for the mediator."""
    def made(*ways: str) -> StaffNotices:
        notices, staff = site.rooms.notices, site.rooms.staff
        assert notices
        assert staff

        async def told() -> None:
            account_id = next(key for key, email in (await staff.names()).items()
                              if email == "mediator@example.org")
            await staff.tie_chat(await staff.chat_code(account_id), "4242")
            await staff.wish(account_id, frozenset(ways))
            _, case_id = await site.house.queued()
            notices.tell("case.waiting", case_id)
            await notices.settle()
        site.call(told)
        site.house.clock.now += GRACE
        return notices
    return made


def mail(notices: StaffNotices, port: int) -> StaffMail:
    """Return the loop for this server."""
    return StaffMail(MailOptions("127.0.0.1", port, has_starttls=False,
                                 sender="service@example.org", public_url=LINK), notices)


def test_a_waiting_case_is_told_by_mail_without_any_words(
        site: ToolSite, box: tuple[Box, int], waiting: Callable[..., StaffNotices]) -> None:
    notices = waiting("mail")
    assert site.call(mail(notices, box[1]).send_due) == 1
    ((to, letter),) = box[0].letters
    assert to == ["mediator@example.org"]
    assert f"{LINK}/mediation" in letter
    assert "loyer" not in letter
    assert "Auto-Submitted: auto-generated" in letter
    assert site.call(mail(notices, box[1]).send_due) == 0
    assert site.call(notices.counts, "mail") == {"delivered": 1}


def test_a_busy_server_is_tried_again_and_a_refusal_is_not(
        site: ToolSite, box: tuple[Box, int], waiting: Callable[..., StaffNotices]) -> None:
    notices = waiting("mail")
    box[0].refusal = "451 plus tard"
    assert site.call(mail(notices, box[1]).send_due) == 0
    assert site.call(notices.counts, "mail") == {"pending": 1}
    site.house.clock.forward(seconds=10)
    box[0].refusal = ""
    assert site.call(mail(notices, box[1]).send_due) == 1
    notices = waiting("mail")
    box[0].refusal = "550 inconnu"
    assert site.call(mail(notices, box[1]).send_due) == 0
    assert site.call(notices.counts, "mail") == {"delivered": 1, "failed": 1}


def test_a_server_that_is_away_loses_nothing(
        site: ToolSite, box: tuple[Box, int], waiting: Callable[..., StaffNotices]) -> None:
    notices = waiting("mail")
    assert site.call(mail(notices, 9).send_due) == 0
    site.house.clock.forward(seconds=10)
    assert site.call(mail(notices, box[1]).send_due) == 1


@dataclass
class FakeBot:
    """Keeps what it sends, or fails as told."""

    fault: Exception | None = None
    sent: list[tuple[int, str]] = field(default_factory=list)

    async def send_message(self, chat_id: int, text: str) -> None:
        """Send, or fail."""
        await asyncio.sleep(0)
        if self.fault:
            raise self.fault
        self.sent.append((chat_id, text))


def test_a_mediator_s_telegram_gets_the_sentence(
        site: ToolSite, waiting: Callable[..., StaffNotices]) -> None:
    notices = waiting("chat")
    bot = FakeBot(NetworkError("coupé"))
    site.call(tell_due, bot, notices, LINK)
    assert site.call(notices.counts, "chat") == {"pending": 1}
    site.house.clock.forward(seconds=10)
    bot.fault = None
    site.call(tell_due, bot, notices, LINK)
    assert bot.sent == [(4242, f"Une demande attend à l'accueil.\n\n{LINK}/mediation")]
    notices = waiting("chat")
    bot.fault = Forbidden("bloqué")
    site.call(tell_due, bot, notices, LINK)
    assert site.call(notices.counts, "chat") == {"delivered": 1, "failed": 1}


def test_without_a_public_address_there_is_no_link() -> None:
    assert words_of(ToTell(1, "a@b.c", "Une demande attend.", 0), None) == "Une demande attend.\n"
