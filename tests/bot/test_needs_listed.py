"""Several needs in one message: all are listed, sure or not; a situation is no need."""

from bot.decision import Kind
from retrieval.query import Band, Candidate, Found, Query
from tests.bot.conversing import Dialogue
from tests.bot.fakes import parts

UNCLEAR = 0.4


class ByWords:
    """Answers the whole message; hesitates on each clause."""

    def search(self, query: Query) -> Found:
        told = {"travail": "inscription-emploi", "loyer": "aide-au-logement",
                "passeport": "passeport", "agriculteur": "aide-au-logement"}
        ids = [each for word, each in told.items() if word in query.text.lower()]
        if len(ids) > 1:
            return Found((Candidate(ids[0], 1.0, 0.9),), Band.ANSWER, 0.9, {}, 1.0)
        found = tuple(Candidate(each, 1.0, UNCLEAR) for each in ids)
        return Found(found, Band.CHOICES if ids else Band.DECLINE, UNCLEAR, {}, 1.0)


async def test_a_message_answered_as_one_still_lists_its_other_need() -> None:
    decision = await Dialogue(parts(ByWords())).hear(
        "J'ai perdu mon travail hier. Je ne peux plus payer mon loyer.", "ask_employment")
    assert (decision.kind, decision.entry_ids) == (Kind.ANSWER, ("inscription-emploi",))
    assert [each.entry_id for each in decision.needs] == ["inscription-emploi", None]
    assert decision.needs[1].options == ("aide-au-logement",)


async def test_telling_who_one_is_adds_no_need() -> None:
    decision = await Dialogue(parts(ByWords())).hear(
        "Je suis agriculteur depuis longtemps. Mon passeport est périmé. Mon travail est fini.",
        "ask_papers")
    options = [each.options for each in decision.needs]
    assert ("aide-au-logement",) not in options
