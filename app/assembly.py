"""Builds production's object graph without the web: the app and the measures share it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rasa_sdk.executor import ActionExecutor

from app.dialogue import Dialogue, build_dialogue
from app.masking import build_masking
from app.measures import ChildMeasures
from app.settings import ROOT, Settings
from bot.actions import ActionParts, build_executor
from knowledge.base import KnowledgeBase
from knowledge.editing.shelf import Shelf
from knowledge.hours import PARIS
from knowledge.languages import languages
from knowledge.repository import Freshness
from mediation.accounts import Accounts
from mediation.chats import Chats
from mediation.codes import ResumeCodes
from mediation.comfort import Comforts
from mediation.conversation import Conversations
from mediation.danger import load_detector
from mediation.danger_words import FILE as WORDS
from mediation.desk import Desk
from mediation.editing.desk import EditingDesk, open_desk
from mediation.editing.drafts import Drafts
from mediation.evaluation.desk import EvaluationDesk, open_evaluation
from mediation.follow_up.room import Switches
from mediation.framing import Framing
from mediation.hearing import Hearing, load_ear
from mediation.library import Library
from mediation.news import News
from mediation.official import OfficialDoor
from mediation.outbox import Outbox
from mediation.personal.model import NameModel
from mediation.place_corrections import PlaceCorrections
from mediation.place_life import PlaceLife
from mediation.ports import Publisher
from mediation.presence import Place, Presence
from mediation.protector import TextProtector
from mediation.queueing.desk_place import CommuneOf
from mediation.queueing.notices import NOBODY
from mediation.queueing.routing import Routing
from mediation.queueing.watch import Watch
from mediation.retention import Keep, Retention
from mediation.rooms import Grounds, Rooms, open_rooms
from mediation.saying.reduced import ReducedMode
from mediation.saying.wording import load_wording
from mediation.sealing import Sealer, load_key
from mediation.sentences import load_sentences
from mediation.spoken_language import SpokenLanguage
from mediation.store.database import Store, open_store
from mediation.store.migrate import migrate
from mediation.voice import EntryVoice
from retrieval.live import LiveRetriever
from retrieval.official import OfficialSearch
from retrieval.second_voice import first_voice, open_encoder
from retrieval.shallow import shallow_beside

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class House:
    """Every part of a running service. Close it with `close`."""

    settings: Settings
    clock: Clock
    base: KnowledgeBase
    retriever: LiveRetriever
    dialogue: Dialogue
    executor: ActionExecutor
    store: Store
    conversations: Conversations
    desk: Desk
    queue_watch: Watch
    accounts: Accounts
    presence: Presence
    library: Library
    place_life: PlaceLife
    comfort: Comforts
    codes: ResumeCodes
    outbox: Outbox
    chats: Chats
    news: News
    editing: EditingDesk
    evaluation: EvaluationDesk
    rooms: Rooms
    retention: Retention
    names_model: NameModel
    hearing: Hearing

    async def close(self) -> None:
        """Stop the dialogue layer, then release the index and the database."""
        await self.dialogue.stop()
        if self.rooms.notices:
            await self.rooms.notices.settle()
        self.retriever.close()
        await self.store.close()


def clock_of(settings: Settings) -> Clock:
    """Return the clock; QFQ_TODAY moves the day, and keeps the hour unless one is given."""
    if settings.today is None:
        return lambda: datetime.now(UTC)
    if settings.today_at is not None:
        start = datetime.combine(settings.today, settings.today_at, PARIS)
        moved = start.astimezone(UTC) - datetime.now(UTC)
        return lambda: datetime.now(UTC) + moved
    shift = datetime.combine(settings.today, datetime.min.time(), UTC) - datetime.now(UTC).replace(
        hour=0, minute=0, second=0, microsecond=0)
    return lambda: datetime.now(UTC) + shift


async def open_accounts(settings: Settings) -> tuple[Store, Accounts]:
    """Open only what account commands need."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    await migrate(settings.database)
    store = open_store(settings.database)
    return store, Accounts(store, clock_of(settings))


def presence_of(settings: Settings, store: Store,
                commune_of: CommuneOf = lambda insee: None) -> Presence:
    """Return who is there, with the default desk of the settings."""
    place = Place(settings.desk_name, settings.desk_hours, settings.desk_phone)
    return Presence(store, place, clock_of(settings), commune_of, settings.live_chat,
                    settings.live_ceiling)


async def assemble(settings: Settings, publisher: Publisher) -> House:
    """Build the house. Nothing is started: the caller warms the retriever and starts Rasa.

    Raises TableMissing when the communes were not built, ValueError for an unreadable key.
    """
    clock = clock_of(settings)
    store, accounts = await open_accounts(settings)
    base = KnowledgeBase(settings.knowledge_dir, settings.communes_file, settings.imports_dir)
    retriever = LiveRetriever(settings.index_dir, lambda: open_encoder(
        settings.embedding_model, settings.models_dir))
    hearing = Hearing(load_ear(settings.knowledge_dir / WORDS), lambda: shallow_beside(
        retriever.encoder(), settings.models_dir))
    detector = load_detector(settings.knowledge_dir / "urgency.yml", hearing)
    masking = await asyncio.to_thread(build_masking, base, detector.numbers, settings.names_model)
    protector = TextProtector(masking.masker, detector)
    freshness = Freshness(timedelta(days=settings.stale_grace_days))
    voice = EntryVoice(base, load_wording(), freshness,
                       ReducedMode(base, retriever), clock, settings.require_human_check)
    library = Library(base, voice, freshness, lambda: clock().astimezone(PARIS).date(),
                      settings.require_human_check)
    dialogue = build_dialogue(settings)
    sealer = Sealer(load_key(_secret(settings), settings.data_dir))
    presence = presence_of(settings, store, base.places.get)
    await presence.follow_settings()
    routing = Routing(presence, timedelta(minutes=settings.routing_minutes))
    place_life = PlaceLife(store, base, sealer, clock,
                           PlaceCorrections(Drafts(store, Shelf(base.folder), clock)))
    await place_life.load()
    rooms = open_rooms(Grounds(store, sealer, publisher, clock, base, library,
                               Switches(settings.logbook, settings.diagnosis),
                               retriever=retriever, presence=presence,
                               protector=protector))
    notices = rooms.notices or NOBODY
    conversations = Conversations(store, dialogue.client, voice, protector, publisher, presence,
                                  sealer, clock, lambda key: base.now.repository.entry(key),
                                  place_life, official=_official(settings, base, retriever, clock),
                                  framing=_framing(), notices=notices)
    desk = Desk(store, dialogue.client, protector, publisher, sealer, clock, routing=routing,
                notices=notices)
    queue_watch = Watch(store, publisher, clock, detector.numbers_again, routing, notices)
    comforts = Comforts(store, clock, timedelta(days=settings.follow_up_days))
    return House(settings, clock, base, retriever, dialogue,
                 build_executor(ActionParts(retriever, lambda: base.now)), store,
                 conversations, desk, queue_watch, accounts, presence, library, place_life,
                 comforts,
                 ResumeCodes(store, sealer, clock),
                 Outbox(store, sealer, clock), Chats(store, sealer, publisher, clock),
                 News(store, comforts, clock, lambda key: base.now.repository.entry(key)),
                 open_desk(store, base, voice, freshness, clock,
                           replays=settings.replay_after_publication != "off"),
                 open_evaluation(store, base, protector, ChildMeasures(settings.knowledge_dir),
                                 settings.data_dir / "evaluations", ROOT / "evals", clock),
                 rooms,
                 Retention(store, dialogue.client, _keep(settings)),
                 masking.model, hearing)


def _official(settings: Settings, base: KnowledgeBase, retriever: LiveRetriever,
              clock: Clock) -> OfficialDoor:
    """Return the door to the second tier: closed as long as no fresh corpus was imported."""
    search = OfficialSearch(settings.official_index_dir,
                            lambda: first_voice(retriever.encoder()))
    return OfficialDoor(settings.imports_dir, search, lambda: base.now.repository.organisations,
                        lambda: clock().astimezone(PARIS).date(), settings.official_max_age_days)


def _framing() -> Framing:
    """Return the frames of the residents' languages; their detector is read from its package."""
    return Framing(languages(), SpokenLanguage(languages()).of, load_sentences())


def _keep(settings: Settings) -> Keep:
    return Keep(conversations_days=settings.keep_days, audit_days=settings.keep_audit_days,
                counts_days=settings.keep_counts_days)


def _secret(settings: Settings) -> str | None:
    return settings.seal_key.get_secret_value() if settings.seal_key else None
