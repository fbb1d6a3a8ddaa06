"""What the resident sees of the hand-over, at any of its stages."""

from mediation.answer import BriefLine, CaseView, ReachView
from mediation.outcome import CaseStatus
from mediation.presence import Look


def view(status: CaseStatus, look: Look, brief: tuple[BriefLine, ...],
         position: int | None = None, code: str | None = None,
         reach: ReachView | None = None) -> CaseView:
    """Return what the resident sees of the case. `open_now`: a mediator is connected."""
    return CaseView(status=status, position=position, open_now=look.present > 0,
                    opens_at=look.opens_at, opens_text=look.opens_text, brief=brief, code=code,
                    reach=reach)
