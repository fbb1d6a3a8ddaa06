"""How much an archive may hold before it is taken for a trap."""

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Ceilings in bytes and counts. The complete corpus of 2020: 4,873 members, 31 MB in all."""

    archive_bytes: int = 600 * MEBIBYTE
    members: int = 20_000
    member_bytes: int = 16 * MEBIBYTE
    total_bytes: int = 800 * MEBIBYTE
    ratio: int = 200  # of a member over RATIO_FROM, uncompressed over compressed


RATIO_FROM = MEBIBYTE
TABLES = Limits(members=50, member_bytes=700 * MEBIBYTE, total_bytes=1400 * MEBIBYTE)
