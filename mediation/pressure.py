"""What hurries a case without being a danger: a pressing letter, offices that send one around."""

import re

from bot.decision import Kind
from knowledge.places import fold
from mediation.turn import Turn

LETTER, SENT_AROUND = "pressing_letter", "sent_around"
_PRESSING = re.compile(
    r"\b(?:mise en demeure|commandement de (?:payer|quitter)|huissiers?|uissier|"
    r"commissaires? de justice|saisie\w*|saisir (?:mes|mon|sur)|avis a tiers|expuls\w+|"
    r"dernier (?:rappel|avis|avertissement)|contentieux|contrainte|recouvrement|indus?|"
    r"trop ?perc\w+|trop verse|convo(?:cation|que|quee|ques)|assign\w+ (?:au |en |devant )|"
    r"audience|jugement|prud ?hommes? (?:le|demain|lundi)|coupure|coupe[rz]? (?:l |le |mon |ma )?"
    r"(?:electricite|courant|gaz|eau|edf|chauffage)|recours|date limite|derniers? jours?|"
    r"avant (?:demain|lundi|vendredi|la fin de la semaine)|radie\w*|radiation)\b")


def pressure_in(turn: Turn) -> str | None:
    """Return what hurries the case of this turn, or None."""
    if turn.decision and turn.decision.kind is Kind.BACK_AND_FORTH:
        return SENT_AROUND
    return LETTER if turn.text and _PRESSING.search(fold(turn.text)) else None
