"""The actions that Rasa calls: each decides, none writes an answer."""

from rasa_sdk.executor import ActionExecutor

from bot.actions.answer import ActionAnswer
from bot.actions.answer_facet import ActionAnswerFacet
from bot.actions.base import DecidingAction
from bot.actions.confirm import ActionConfirm, ActionDeny
from bot.actions.decline import ActionDecline
from bot.actions.easier import ActionEasier
from bot.actions.going_round import ActionBackAndForth
from bot.actions.locate import ActionLocate
from bot.actions.not_understood import ActionDefaultFallback, ActionNotUnderstood
from bot.actions.offer_person import ActionOfferPerson
from bot.actions.parts import ActionParts
from bot.actions.personal_account import ActionPersonalAccount
from bot.actions.refer import ActionRefer
from bot.actions.situate import ActionSituate
from bot.actions.small_talk import ActionSmallTalk
from bot.actions.urgent import ActionUrgent

ACTIONS: tuple[type[DecidingAction], ...] = (
    ActionAnswer, ActionAnswerFacet, ActionBackAndForth, ActionConfirm, ActionDecline,
    ActionDefaultFallback, ActionDeny, ActionEasier, ActionLocate, ActionNotUnderstood,
    ActionOfferPerson, ActionPersonalAccount, ActionRefer, ActionSituate, ActionSmallTalk,
    ActionUrgent,
)

__all__ = ["ACTIONS", "ActionParts", "build_executor"]


def build_executor(parts: ActionParts) -> ActionExecutor:
    """Return rasa-sdk's executor with every action registered."""
    executor = ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action(parts))
    return executor
