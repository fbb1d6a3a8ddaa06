"""The « fiche de route »: several needs on one paper, in the order to do things."""

from datetime import date

from mediation.answer import Shape, SourceCard

OWN = "own"


class Line(Shape):
    """One line. `about` names the needs it comes from; `source` is their entry, or `own`."""

    id: str
    text: str
    source: str = OWN
    about: tuple[str, ...] = ()


class Paper(Line):
    """A document; `has` says that the person brought it."""

    has: bool = False


class Spot(Shape):
    """A place to go to, or a number to call, said in lines."""

    id: str
    name: str
    lines: tuple[str, ...]
    about: tuple[str, ...] = ()


class Need(Shape):
    """One need. `question` is set while its case is not known; `who` are the roles."""

    entry_id: str
    title: str
    domain: str
    case_id: str | None = None
    question: str | None = None
    lead: str | None = None
    first: str = ""
    who: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    online: tuple[str, str] | None = None
    source_line: str = ""
    sources: tuple[SourceCard, ...] = ()


class Sheet(Shape):
    """All of it. `next_id` numbers the lines, so that none takes the place of another."""

    needs: tuple[Need, ...] = ()
    steps: tuple[Line, ...] = ()
    papers: tuple[Paper, ...] = ()
    deadlines: tuple[Line, ...] = ()
    referents: tuple[Line, ...] = ()
    spots: tuple[Spot, ...] = ()
    next_id: int = 1

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to print."""
        return not (self.needs or self.steps or self.papers or self.deadlines or self.referents)


class Printed(Shape):
    """A sheet as it is given: with the day, the commune and the desk that prepared it."""

    sheet: Sheet
    made_on: date
    place_name: str | None
    desk_name: str
    desk_phone: str | None = None
