"""Puts every web channel on the app: layers, faults, routes, static files."""

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from channels import (
    account,
    account_admin,
    account_link,
    agenda,
    api,
    api_stream,
    browse,
    callbacks,
    counter,
    counter_given,
    counter_sheet,
    counter_statistics,
    desk,
    desk_case,
    desk_gaps,
    desk_moves,
    desk_notices,
    desk_places,
    desk_session,
    desk_stream,
    desk_tools,
    editing_draft,
    editing_gaps,
    editing_item,
    editing_lists,
    editing_publication,
    editing_review,
    evaluation_compare,
    evaluation_dialogues,
    evaluation_home,
    evaluation_proposals,
    evaluation_run,
    follow_up,
    follow_up_appointment,
    follow_up_diagnosis,
    follow_up_logbook,
    follow_up_own,
    follow_up_referral,
    legal,
    place_link,
    printing,
    resuming,
    site_map,
    themes,
    web,
    web_actions,
    web_leaving,
    web_stream,
)
from channels.cookies import session_name
from channels.doors import Doors, Options
from channels.faults import add_fault_handlers
from channels.live import Live
from channels.pages import FOLDER
from channels.rates import Rates
from channels.shield import BodyLimit, SameOrigin, SecurityHeaders
from channels.sightings import Sightings
from channels.tickets import Tickets

ROUTERS = (api.router, api_stream.router, web.router, web_actions.router,
           web_leaving.router, web_stream.router, resuming.router, themes.router,
           printing.router, legal.router, site_map.router,
           agenda.router, browse.router, place_link.router,
           desk_session.router, desk.router, desk_case.router, desk_moves.router,
           desk_places.router, desk_stream.router, callbacks.router,
           counter.router, counter_sheet.router, counter_given.router,
           counter_statistics.router,
           follow_up.router, follow_up_referral.router, follow_up_appointment.router,
           follow_up_appointment.open_router, follow_up_logbook.router, follow_up_own.router,
           follow_up_diagnosis.router,
           desk_tools.router, desk_gaps.router, desk_notices.router,
           account.router, account_admin.router, account_link.router,
           editing_gaps.router, editing_lists.router, editing_draft.router, editing_review.router,
           editing_publication.router, editing_item.router,
           evaluation_home.router, evaluation_run.router, evaluation_compare.router,
           evaluation_dialogues.router, evaluation_proposals.router)
LARGER_BODIES = {"/internal/": 2_000_000, "/redaction/brouillons/": 400_000,
                 "/evaluation/jeux": 1_100_000, "/evaluation/dialogues/": 400_000}


def mount(app: FastAPI, options: Options, live: Live) -> None:
    """Add the web channels to the app, before it starts. `open_doors` comes once it has."""
    app.state.channel_options = options
    app.state.live = live
    app.state.rates = Rates(options)
    app.state.tickets = Tickets()
    app.state.sightings = Sightings()
    app.add_middleware(BodyLimit, larger=LARGER_BODIES)
    app.add_middleware(SameOrigin, session_cookies=(session_name(options),))
    app.add_middleware(SecurityHeaders)
    add_fault_handlers(app)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")


def open_doors(app: FastAPI, doors: Doors) -> None:
    """Give the routes what they call, when the house is assembled."""
    app.state.doors = doors
