"""What the channels keep on `app.state`, typed."""

from typing import Annotated, cast

from fastapi import Depends, Request

from channels.live import Live
from channels.rates import Rates
from channels.sightings import Sightings
from channels.tickets import Tickets


def live_of(request: Request) -> Live:
    """Return the publisher of this process."""
    return cast(Live, request.app.state.live)


def rates_of(request: Request) -> Rates:
    """Return the rate limits of this process."""
    return cast(Rates, request.app.state.rates)


def tickets_of(request: Request) -> Tickets:
    """Return the stream tickets of this process."""
    return cast(Tickets, request.app.state.tickets)


def sightings_of(request: Request) -> Sightings:
    """Return when mediators were last noted."""
    return cast(Sightings, request.app.state.sightings)


TheLive = Annotated[Live, Depends(live_of)]
TheRates = Annotated[Rates, Depends(rates_of)]
TheTickets = Annotated[Tickets, Depends(tickets_of)]
TheSightings = Annotated[Sightings, Depends(sightings_of)]
