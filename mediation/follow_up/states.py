"""The closed lists of the follow-up: states, what may follow each, and when to look again."""

from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType


class ReferralState(StrEnum):
    """Where a referral stands."""

    PROPOSED = "proposed"
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DONE = "done"
    EXPIRED = "expired"


class Reason(StrEnum):
    """Why someone is referred."""

    PROCEDURE = "procedure"
    OVERVIEW = "overview"
    EMERGENCY_AID = "emergency_aid"
    HOUSING = "housing"
    WORK = "work"
    TRAINING = "training"
    HEALTH = "health"
    LAW = "law"
    DIGITAL = "digital"
    FAMILY = "family"
    MOBILITY = "mobility"
    OTHER = "other"


class Refusal(StrEnum):
    """Why a referral did not go through."""

    FULL = "full"
    OUT_OF_AREA = "out_of_area"
    OTHER_PUBLIC = "other_public"
    NO_ANSWER = "no_answer"
    PERSON_DECLINED = "person_declined"
    OTHER = "other"


class StepState(StrEnum):
    """Where a step of a logbook stands."""

    TO_DO = "to_do"
    STARTED = "started"
    DONE = "done"
    DROPPED = "dropped"


_S = ReferralState
OPEN = (_S.PROPOSED, _S.SENT, _S.ACCEPTED)
MOVES = MappingProxyType({
    _S.PROPOSED: (_S.SENT, _S.REFUSED),
    _S.SENT: (_S.ACCEPTED, _S.REFUSED, _S.DONE),
    _S.ACCEPTED: (_S.DONE, _S.REFUSED),
    _S.REFUSED: (),
    _S.DONE: (),
    _S.EXPIRED: (_S.SENT,),
})
DUE_AFTER = MappingProxyType({
    _S.PROPOSED: timedelta(days=3), _S.SENT: timedelta(days=10), _S.ACCEPTED: timedelta(days=21)})
SNOOZED_FOR = timedelta(days=7)
REFERRAL_OPEN = timedelta(days=60)  # without a change, a referral expires
REFERRAL_KEPT = timedelta(days=90)  # once it ended
APPOINTMENT_KEPT = timedelta(days=30)  # after its day
LOGBOOK_LASTS = timedelta(days=180)
LOGBOOK_ENDS_SOON = timedelta(days=30)
LOGBOOK_PASS = timedelta(minutes=30)
