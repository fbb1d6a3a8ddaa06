"""Sends the team's notices by e-mail: one sentence and a link, tried again until delivered."""

import asyncio
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

import aiosmtplib
import structlog

from mediation.notices import StaffNotices, ToTell

log = structlog.get_logger("channels.staff_mail")
LOOK_SECONDS = 5.0
PERMANENT = 500


@dataclass(frozen=True)
class MailOptions:
    """The operator's mail server; app/main.py fills it from the settings."""

    host: str
    port: int = 587
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    sender: str = "qui-fait-quoi@localhost"
    has_starttls: bool = True
    public_url: str | None = None


class StaffMail:
    """One loop a process. What is due stays in the database until the server took it."""

    def __init__(self, options: MailOptions, notices: StaffNotices) -> None:
        self._options = options
        self._notices = notices

    async def run(self) -> None:
        """Send what is due every few seconds, until cancelled."""
        while True:
            try:
                await self.send_due()
            except Exception as fault:  # the database: everything is still in it
                log.error("mail.not_read", cause=type(fault).__name__)
            await asyncio.sleep(LOOK_SECONDS)

    async def send_due(self) -> int:
        """Send what is due now; return how many left."""
        sent = 0
        for told in await self._notices.due("mail"):
            sent += await self._send(told)
        return sent

    async def _send(self, told: ToTell) -> bool:
        options = self._options
        try:
            await aiosmtplib.send(
                self.letter(told), hostname=options.host, port=options.port,
                username=options.user, password=options.password,
                start_tls=options.has_starttls, timeout=15)
        except aiosmtplib.SMTPResponseException as fault:
            log.warning("mail.refused", code=fault.code)
            await self._again(told, is_final=fault.code >= PERMANENT)
            return False
        except aiosmtplib.SMTPRecipientsRefused:
            log.warning("mail.refused", code=PERMANENT)
            await self._again(told, is_final=True)
            return False
        except (aiosmtplib.SMTPException, OSError, ValueError) as fault:
            log.warning("mail.not_sent", cause=type(fault).__name__)
            await self._again(told, is_final=False)
            return False
        await self._notices.mark("mail", told.id, "delivered")
        return True

    async def _again(self, told: ToTell, is_final: bool) -> None:
        if is_final:
            await self._notices.mark("mail", told.id, "failed")
        else:
            await self._notices.try_later("mail", told)

    def letter(self, told: ToTell) -> EmailMessage:
        """Return the message: the sentence and the link, nothing of anyone."""
        letter = EmailMessage()
        letter["Subject"] = told.sentence
        letter["From"], letter["To"] = self._options.sender, told.to
        letter["Date"], letter["Message-ID"] = formatdate(), make_msgid(domain="qui-fait-quoi")
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(words_of(told, self._options.public_url))
        return letter


def words_of(told: ToTell, public_url: str | None) -> str:
    """Return the sentence, and where to go when the address of the service is known."""
    if not public_url:
        return f"{told.sentence}\n"
    return f"{told.sentence}\n\n{public_url.rstrip('/')}/mediation\n"
