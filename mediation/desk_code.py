"""The code of a case, said aloud at the desk: six digits that no open case uses."""

import secrets
from datetime import datetime

from mediation.means import Means
from mediation.store import cases


async def free_code(means: Means, now: datetime) -> str:
    """Return six digits that no open case uses."""
    while True:
        code = f"{secrets.randbelow(1_000_000):06d}"
        async with means.store.reading() as db:
            if await cases.of_code(db, means.sealer.digest(code), now) is None:
                return code
