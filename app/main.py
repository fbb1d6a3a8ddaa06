"""The web application: opens the house, mounts the channels, closes everything at the end."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import structlog
from fastapi import FastAPI

from app import health, rasa_actions
from app.assembly import House, assemble
from app.evaluating import evaluate_asked
from app.publishing import publish_at_start, watch
from app.replaying import replay_published
from app.settings import Settings
from channels.doors import Doors, Options
from channels.live import Live
from channels.mounting import mount, open_doors
from channels.staff_mail import MailOptions, StaffMail
from channels.telegram import listening, webhook
from channels.telegram.doors import TelegramDoors
from channels.telegram.options import TelegramOptions
from channels.telegram.service import TelegramChannel
from knowledge.nearby_communes import load_nearby

log = structlog.get_logger("app.main")
PURGE_EVERY_SECONDS = 3600
WATCH_EVERY_SECONDS = 5


def create_app(settings: Settings) -> FastAPI:
    """Return the application, ready to be served by uvicorn."""
    live = Live()

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        house = await assemble(settings, live)
        app.state.house = house
        open_doors(app, Doors(resident=house.conversations, desk=house.desk,
                              accounts=house.accounts, presence=house.presence,
                              library=house.library, places=house.place_life,
                              comfort=house.comfort, codes=house.codes,
                              rooms=house.rooms,
                              editing=house.editing, evaluation=house.evaluation))
        async with contextlib.AsyncExitStack() as stack:
            stack.push_async_callback(house.close)
            jobs = [asyncio.create_task(job) for job in (
                publish_at_start(house), house.dialogue.start(), watch(house), purge(house),
                watch_queue(house), mail_team(settings, house),
                replay_published(house.editing, settings),
                evaluate_asked(house.evaluation, settings),
                asyncio.to_thread(house.names_model.load))]
            house.hearing.load_aside()
            stack.push_async_callback(_cancel, jobs)
            await _start_telegram(app, settings, house, live, stack)
            stack.callback(live.close)
            yield

    app = FastAPI(title="Qui fait quoi", lifespan=lifespan, docs_url=None, redoc_url=None)
    mount(app, _options(settings), live)
    app.include_router(health.router)
    app.include_router(rasa_actions.router)
    app.include_router(webhook.router)
    app.include_router(listening.router)
    return app


async def _start_telegram(app: FastAPI, settings: Settings, house: House, live: Live,
                          stack: contextlib.AsyncExitStack) -> None:
    """Start the channel when a token is set. Raises TelegramMisconfigured."""
    if settings.telegram_token is None:
        return
    secret = settings.telegram_webhook_secret
    options = TelegramOptions(
        token=settings.telegram_token.get_secret_value(), mode=settings.telegram_mode,
        api_url=settings.telegram_api_url,
        webhook_secret=secret.get_secret_value() if secret else "",
        public_url=settings.public_url, rate_per_minute=settings.rate_per_minute)
    app.state.telegram = channel = TelegramChannel(options, TelegramDoors(
        house.conversations, house.outbox, house.comfort, house.codes, house.chats,
        house.news, load_nearby(settings.coordinates_file, house.base.places),
        house.rooms.staff, house.rooms.notices), live)
    await channel.start()
    stack.push_async_callback(channel.stop)


async def purge(house: House) -> None:
    """Erase what has passed its day, at start and every hour."""
    while True:
        try:
            await house.retention.purge(house.clock())
        except Exception as fault:  # tried again in an hour
            log.error("retention.not_purged", cause=type(fault).__name__)
        try:
            if house.rooms.callbacks:
                await house.rooms.callbacks.remind()
        except Exception as fault:  # tried again in an hour
            log.error("callbacks.not_recalled", cause=type(fault).__name__)
        try:
            if house.rooms.follow_up:
                await house.rooms.follow_up.round(house.clock())
        except Exception as fault:  # tried again in an hour
            log.error("follow_up.not_done", cause=type(fault).__name__)
        await asyncio.sleep(PURGE_EVERY_SECONDS)


async def watch_queue(house: House) -> None:
    """Look at the queue every five seconds: words left unread, dangers that nobody took."""
    while True:
        await asyncio.sleep(WATCH_EVERY_SECONDS)
        try:
            await house.queue_watch.round(house.clock())
        except Exception as fault:  # looked at again in five seconds
            log.error("queue.not_watched", cause=type(fault).__name__)


async def mail_team(settings: Settings, house: House) -> None:
    """Send the team's notices by e-mail, when a mail server is set."""
    if settings.smtp_host is None or house.rooms.notices is None:
        return
    secret = settings.smtp_password
    await StaffMail(MailOptions(
        settings.smtp_host, settings.smtp_port, settings.smtp_user,
        secret.get_secret_value() if secret else None, settings.smtp_from,
        settings.smtp_starttls, settings.public_url), house.rooms.notices).run()


async def _cancel(jobs: list[asyncio.Task[None]]) -> None:
    for job in jobs:
        job.cancel()
    await asyncio.gather(*jobs, return_exceptions=True)


def _options(settings: Settings) -> Options:
    return Options(rate_per_minute=settings.rate_per_minute,
                   opens_per_minute=settings.opens_per_minute,
                   has_secure_cookies=settings.secure_cookies,
                   desk_name=settings.desk_name, desk_phone=settings.desk_phone,
                   keep_days=settings.keep_days, quit_url=settings.quit_url,
                   shared_idle_seconds=settings.shared_idle_seconds,
                   public_url=settings.public_url,
                   follow_up_days=settings.follow_up_days)
