"""Whom a referral or an appointment leads to: a partner of the directory, or a body."""

from dataclasses import dataclass
from datetime import date

from knowledge.base import KnowledgeBase
from knowledge.partner import Partner


class UnknownTarget(LookupError):
    """No partner of the directory and no organisation has this name."""


@dataclass(frozen=True)
class Target:
    """What a page shows of it. `confirmed_on` is the day its record was last confirmed."""

    name: str
    address: str = ""
    phone: str = ""
    website: str = ""
    confirmed_on: date | None = None


def target_of(base: KnowledgeBase, partner_id: str | None, organisation: str | None,
              ) -> Target | None:
    """Return the partner, or the body; None when neither is known."""
    if partner_id:
        partner = base.now.directory.partner(partner_id)
        return _partner(partner) if partner else None
    bodies = base.now.repository.organisations
    if not organisation or organisation not in bodies:
        return None
    body = bodies[organisation]
    return Target(body.name, phone=body.phone.number if body.phone else "",
                  website=str(body.website or ""))


def address_of(partner: Partner) -> str:
    """Return the address in one line."""
    where = partner.address
    town = f"{where.postcode} {where.city}"
    return f"{where.street}, {town}" if where.street else town


def _partner(partner: Partner) -> Target:
    return Target(partner.name, address_of(partner), partner.phone or "",
                  str(partner.website or ""), partner.confirmed_on)
