"""Builds production's object graph without the web: the app and the measures share it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rasa_sdk.executor import ActionExecutor

from app.dialogue import Dialogue, build_dialogue
from app.measures import ChildMeasures
from app.settings import ROOT, Settings
from bot.actions import ActionParts, build_executor
from knowledge.base import KnowledgeBase
from knowledge.editing.shelf import Shelf
from knowledge.hours import PARIS
from knowledge.repository import Freshness
from mediation.accounts import Accounts
from mediation.conversation import Conversations
from mediation.danger import DangerDetector, load_detector
from mediation.desk import Desk
from mediation.editing.desk import EditingDesk, open_desk
from mediation.editing.drafts import Drafts
from mediation.evaluation.desk import EvaluationDesk, open_evaluation
from mediation.library import Library
from mediation.masking import Masker
from mediation.official import OfficialDoor
from mediation.outbox import Outbox
from mediation.place_corrections import PlaceCorrections
from mediation.place_life import PlaceLife
from mediation.ports import Publisher
from mediation.presence import Place, Presence
from mediation.protector import TextProtector
from mediation.retention import Keep, Retention
from mediation.saying.reduced import ReducedMode
from mediation.saying.wording import load_wording
from mediation.sealing import Sealer, load_key
from mediation.store.database import Store, open_store
from mediation.store.migrate import migrate
from mediation.voice import EntryVoice
from retrieval.embeddings import SentenceEmbeddings, load_encoder
from retrieval.live import LiveRetriever
from retrieval.official import OfficialSearch

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
    accounts: Accounts
    presence: Presence
    library: Library
    place_life: PlaceLife
    outbox: Outbox
    editing: EditingDesk
    evaluation: EvaluationDesk
    retention: Retention

    async def close(self) -> None:
        """Stop the dialogue layer, then release the index and the database."""
        await self.dialogue.stop()
        self.retriever.close()
        await self.store.close()


def clock_of(settings: Settings) -> Clock:
    """Return the clock; QFQ_TODAY moves the day and keeps the hour, for replays."""
    if settings.today is None:
        return lambda: datetime.now(UTC)
    shift = datetime.combine(settings.today, datetime.min.time(), UTC) - datetime.now(UTC).replace(
        hour=0, minute=0, second=0, microsecond=0)
    return lambda: datetime.now(UTC) + shift


async def open_accounts(settings: Settings) -> tuple[Store, Accounts]:
    """Open only what account commands need."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    await migrate(settings.database)
    store = open_store(settings.database)
    return store, Accounts(store, clock_of(settings))


async def assemble(settings: Settings, publisher: Publisher) -> House:
    """Build the house. Nothing is started: the caller warms the retriever and starts Rasa.

    Raises TableMissing when the communes were not built, ValueError for an unreadable key.
    """
    clock = clock_of(settings)
    store, accounts = await open_accounts(settings)
    base = KnowledgeBase(settings.knowledge_dir, settings.communes_file, settings.imports_dir)
    retriever = LiveRetriever(settings.index_dir, lambda: SentenceEmbeddings(
        load_encoder(settings.embedding_model, settings.models_dir)))
    detector = load_detector(settings.knowledge_dir / "urgency.yml")
    protector = TextProtector(_masker(base, detector), detector)
    freshness = Freshness(timedelta(days=settings.stale_grace_days))
    voice = EntryVoice(base, load_wording(), freshness,
                       ReducedMode(base, retriever), clock, settings.require_human_check)
    library = Library(base, voice, freshness, lambda: clock().astimezone(PARIS).date(),
                      settings.require_human_check)
    dialogue = build_dialogue(settings)
    sealer = Sealer(load_key(_secret(settings), settings.data_dir))
    presence = Presence(store, Place(settings.desk_name, settings.desk_hours, settings.desk_phone),
                        clock)
    place_life = PlaceLife(store, base, sealer, clock,
                           PlaceCorrections(Drafts(store, Shelf(base.folder), clock)))
    await place_life.load()
    conversations = Conversations(store, dialogue.client, voice, protector, publisher, presence,
                                  sealer, clock, lambda key: base.now.repository.entry(key),
                                  place_life, official=_official(settings, base, retriever, clock))
    desk = Desk(store, dialogue.client, protector, publisher, sealer, clock)
    return House(settings, clock, base, retriever, dialogue,
                 build_executor(ActionParts(retriever, lambda: base.now)), store,
                 conversations, desk, accounts, presence, library, place_life,
                 Outbox(store, sealer, clock),
                 open_desk(store, base, voice, freshness, clock,
                           replays=settings.replay_after_publication != "off"),
                 open_evaluation(store, base, protector, ChildMeasures(settings.knowledge_dir),
                                 settings.data_dir / "evaluations", ROOT / "evals", clock),
                 Retention(store, dialogue.client, Keep(conversations_days=settings.keep_days)))


def _official(settings: Settings, base: KnowledgeBase, retriever: LiveRetriever,
              clock: Clock) -> OfficialDoor:
    """Return the door to the second tier: closed as long as no fresh corpus was imported."""
    search = OfficialSearch(settings.official_index_dir, retriever.encoder)
    return OfficialDoor(settings.imports_dir, search, lambda: base.now.repository.organisations,
                        lambda: clock().astimezone(PARIS).date(), settings.official_max_age_days)


def _secret(settings: Settings) -> str | None:
    return settings.seal_key.get_secret_value() if settings.seal_key else None


def _masker(base: KnowledgeBase, detector: DangerDetector) -> Masker:
    """Keep every public number as written: the registry's, the directory's, the emergency ones."""
    repository = base.now.repository
    numbers = [each.phone.number for each in repository.organisations.all() if each.phone]
    numbers += [each.phone for each in repository.partners if each.phone]
    return Masker([*numbers, *detector.numbers])
