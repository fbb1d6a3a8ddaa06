"""A place corrects its own record: a draft that waits for an editor, never a change by itself."""

from knowledge.editing.kinds import Kind
from mediation.editing.drafts import Drafts
from mediation.editing.shapes import DraftState, Editor

PLACE = Editor("place", "")


class PlaceCorrections:
    """Implements `mediation.place_life.Corrections` over the editors' drafts."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    async def propose(self, partner_id: str, changes: dict[str, str]) -> None:
        """Keep what the place wrote as a draft ready to be read; a newer one replaces it.

        `changes` has keys of `FIELDS`. Raises NotPossible while an editor publishes it.
        """
        draft = await self._drafts.begin(PLACE, Kind.PARTNER, partner_id)
        if draft.state is not DraftState.DRAFT:
            draft = await self._drafts.move(PLACE, draft.id, DraftState.DRAFT)
        values = dict(draft.content)
        for name, said in changes.items():
            field, _, inner = name.partition(".")
            values[field] = {**values[field], inner: said} if inner else said
        await self._drafts.save(PLACE, draft.id, draft.version, values)
        await self._drafts.move(PLACE, draft.id, DraftState.READY)
