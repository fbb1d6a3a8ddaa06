"""The Telegram channel of a running service: connects, listens, delivers, and stops cleanly."""

import asyncio
import logging
import time
from typing import Any

import structlog
from telegram import BotCommand, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, CallbackContext, TypeHandler

from channels.live import Live
from channels.telegram.buttons import Buttons
from channels.telegram.delivery import DeliveryLoop
from channels.telegram.doors import TelegramDoors
from channels.telegram.greetings import Greetings
from channels.telegram.handling import Handler
from channels.telegram.news import ask_for_news
from channels.telegram.options import ALLOWED_UPDATES, TelegramOptions
from channels.telegram.order import InOrder
from channels.telegram.rates import ChatRates, Pace
from channels.telegram.sending import try_to
from channels.telegram.strikes import Strikes
from channels.telegram.team import tell_team
from channels.telegram.words import COMMANDS

log = structlog.get_logger("channels.telegram")
LONGEST_WAIT_SECONDS = 60.0
STOP_SECONDS = 12.0
DOWN_SECONDS = 60.0
LAST_DELIVERY_SECONDS = 3.0


class TelegramChannel:
    """`state` is off, starting, ready, down (no network) or refused (the token is not known)."""

    def __init__(self, options: TelegramOptions, doors: TelegramDoors, live: Live) -> None:
        self.options = options
        self._state = "off"
        self._poll_failed_at: float | None = None
        # The library writes tracebacks that may quote a token; what matters is logged here.
        logging.getLogger("telegram").setLevel(logging.CRITICAL)
        self._app = _build(options)
        strikes, greetings = Strikes(), Greetings()
        handler = Handler(self._app.bot, doors, Buttons(self._app.bot, strikes),
                          ChatRates(options.rate_per_minute), greetings, options.public_url)
        self._delivery = DeliveryLoop(self._app.bot, doors, live, strikes, greetings)
        self._doors = doors
        self._tasks: list[asyncio.Task[None]] = []
        self._asking: asyncio.Task[None] | None = None
        self._telling: asyncio.Task[None] | None = None

        async def on_update(update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
            await handler.handle(update)

        self._app.add_handler(TypeHandler(Update, on_update))

    @property
    def state(self) -> str:
        """Say how the channel is; one that could not poll this last minute is down."""
        failed = self._poll_failed_at
        if self._state == "ready" and failed and time.monotonic() - failed < DOWN_SECONDS:
            return "down"
        return self._state

    async def start(self) -> None:
        """Connect in the background: a service without network starts all the same."""
        self._state = "starting"
        self._tasks = [asyncio.create_task(self._connect(), name="telegram.connect")]

    async def stop(self) -> None:
        """Take no more updates, finish the turns under way, send what is due, close."""
        connecting, delivering = self._tasks[:1], self._tasks[1:]
        await _cancel([*connecting, *filter(None, (self._asking, self._telling))])
        try:
            async with asyncio.timeout(STOP_SECONDS):
                if self._app.updater and self._app.updater.running:
                    await self._app.updater.stop()
                if self._app.running:
                    await self._app.stop()
        except TimeoutError:
            log.warning("telegram.stopped_late")
        self._delivery.end()
        if delivering:
            await asyncio.wait(delivering, timeout=LAST_DELIVERY_SECONDS)
        await _cancel(delivering)
        await self._app.shutdown()
        await self._app.bot.shutdown()
        self._tasks, self._state = [], "off"

    async def accept(self, raw: dict[str, Any]) -> None:
        """Queue an update that came by webhook; Telegram is answered before it is handled."""
        await self._app.update_queue.put(Update.de_json(raw, self._app.bot))

    async def fetch(self, file_id: str) -> bytes:
        """Return a file that someone sent. Raises TelegramError."""
        found = await self._app.bot.get_file(file_id)
        return bytes(await found.download_as_bytearray())

    async def _connect(self) -> None:
        wait = 1.0
        while True:
            try:
                await self._open()
                return
            except InvalidToken:
                self._state = "refused"
                log.error("telegram.token_refused")
                return
            except TelegramError as fault:
                self._state = "down"
                log.warning("telegram.unreachable", cause=type(fault).__name__)
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT_SECONDS)

    async def _open(self) -> None:
        await self._app.initialize()
        if self._app.updater:
            if not self._app.updater.running:
                await self._app.updater.start_polling(
                    allowed_updates=ALLOWED_UPDATES, error_callback=self._note_poll_fault)
        else:
            await self._app.bot.set_webhook(
                self.options.webhook_url, secret_token=self.options.webhook_secret,
                allowed_updates=ALLOWED_UPDATES)
        await self._app.start()
        self._tasks.append(asyncio.create_task(self._delivery.run(), name="telegram.deliver"))
        self._telling = asyncio.create_task(
            tell_team(self._app.bot, self._doors, self.options.public_url), name="telegram.team")
        self._asking = asyncio.create_task(ask_for_news(self._app.bot, self._doors),
                                           name="telegram.news")
        self._state = "ready"
        log.info("telegram.started", mode=self.options.mode)
        await try_to(self._app.bot.set_my_commands([BotCommand(*each) for each in COMMANDS]))

    def _note_poll_fault(self, fault: TelegramError) -> None:
        self._poll_failed_at = time.monotonic()
        log.warning("telegram.poll_failed", cause=type(fault).__name__)


def _build(options: TelegramOptions) -> Application[Any, Any, Any, Any, Any, Any]:
    builder = (Application.builder().token(options.token).rate_limiter(Pace())
               .concurrent_updates(InOrder()).job_queue(None))
    if options.api_url:
        url = options.api_url.rstrip("/")
        builder = builder.base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    if options.mode == "webhook":
        return builder.updater(None).build()
    return builder.build()


async def _cancel(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
