"""Who may use each route: every route declares one of these guards, and a test checks it."""

import ipaddress
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request, Security
from fastapi.routing import iter_route_contexts
from fastapi.security import HTTPBearer
from starlette.routing import BaseRoute

from channels import cookies
from channels.doors import Doors, Person, TheDoors, TheOptions

_PLAIN = re.compile(r"[A-Za-z0-9_\-]{1,200}")
# Read here by `_bearer`; this one says it in the published contract.
PUBLISHED = HTTPBearer(auto_error=False, scheme_name="conversation",
                       description="The token given when the conversation was opened.")
OPEN_PATHS = frozenset({"/static", "/openapi.json"})


class Access(StrEnum):
    """The kinds of callers."""

    PUBLIC = "public"
    RESIDENT = "resident"
    MEDIATOR = "mediator"
    EDITOR = "editor"
    EVALUATOR = "evaluator"
    ADMIN = "admin"
    SIGNED = "signed"
    INTERNAL = "internal"


ROLES = frozenset({Access.MEDIATOR, Access.EDITOR, Access.EVALUATOR, Access.ADMIN})


class NotSignedIn(Exception):
    """The page needs an account with this role, and nobody with it is signed in."""

    def __init__(self, is_other_role: bool) -> None:
        super().__init__("sign in with an account of the right role")
        self.is_other_role = is_other_role


class Public:
    """Anyone."""

    access = Access.PUBLIC

    def __call__(self) -> None:
        """Let everyone in."""


class Resident:
    """Whoever holds the token of the conversation in the path, by Bearer or by cookie."""

    access = Access.RESIDENT

    async def __call__(self, conversation_id: str, request: Request, doors: TheDoors,
                       _: Annotated[object, Security(PUBLISHED)] = None) -> str:
        """Return the conversation; 404 whether it is unknown or the token is wrong."""
        token = _bearer(request)
        if token is None:
            kept = cookies.read_conversation(request)
            token = kept.token if kept and kept.conversation_id == conversation_id else None
        if not await holds(doors, conversation_id, token):
            raise HTTPException(404)
        return conversation_id


async def holds(doors: Doors, conversation_id: str, token: str | None) -> bool:
    """Say whether the token opens the conversation; garbled values never reach the database."""
    if not token or not _PLAIN.fullmatch(conversation_id) or not _PLAIN.fullmatch(token):
        return False
    return await doors.resident.check(conversation_id, token)


class Signed:
    """Whoever is signed in with one role, or with another that may do the same."""

    def __init__(self, access: Access, *also: Access) -> None:
        self.access = access
        self.roles = frozenset(each.value for each in (access, *also) if each in ROLES)

    async def __call__(self, request: Request, doors: TheDoors, options: TheOptions) -> Person:
        """Return the person; raises NotSignedIn."""
        session = cookies.read_session(request, options)
        person = await doors.accounts.who(session) if session else None
        if person is None or person.role not in self.roles:
            raise NotSignedIn(is_other_role=person is not None)
        return person


class Internal:
    """This machine only; the route checks its own secret besides."""

    access = Access.INTERNAL

    def __call__(self, request: Request) -> None:
        """Answer 404 to any other address, and to anything a proxy forwards."""
        host = request.client.host if request.client else ""
        if not _is_loopback(host) or "forwarded" in request.headers or (
            "x-forwarded-for" in request.headers
        ):
            raise HTTPException(404)


def _bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


public = Public()
resident = Resident()
mediator = Signed(Access.MEDIATOR)
editor = Signed(Access.EDITOR, Access.ADMIN)
evaluator = Signed(Access.EVALUATOR, Access.ADMIN)
admin = Signed(Access.ADMIN)
signed = Signed(Access.SIGNED, Access.MEDIATOR, Access.EDITOR, Access.EVALUATOR, Access.ADMIN)
internal = Internal()

ConversationId = Annotated[str, Depends(resident)]
Mediator = Annotated[Person, Depends(mediator)]
Editor = Annotated[Person, Depends(editor)]
Evaluator = Annotated[Person, Depends(evaluator)]
Admin = Annotated[Person, Depends(admin)]
SignedIn = Annotated[Person, Depends(signed)]


def declared_access(routes: Iterable[BaseRoute]) -> dict[str, set[Access]]:
    """Return the accesses that each route ("GET /chemin") declares; empty means none."""
    found: dict[str, set[Access]] = {}
    for context in iter_route_contexts(list(routes)):
        path = str(getattr(context, "path", "") or "")
        methods = sorted(getattr(context, "methods", None) or {"*"})
        if path in OPEN_PATHS:
            continue
        for method in methods:
            found[f"{method} {path}"] = set(_guards(getattr(context, "dependant", None)))
    return found


def who_may(routes: Iterable[BaseRoute]) -> dict[str, frozenset[str]]:
    """Return who may use each route: public, resident, internal, or roles of the team."""
    found: dict[str, frozenset[str]] = {}
    for context in iter_route_contexts(list(routes)):
        path = str(getattr(context, "path", "") or "")
        for method in sorted(getattr(context, "methods", None) or ()):
            if path not in OPEN_PATHS:
                found[f"{method} {path}"] = frozenset(
                    _who(getattr(context, "dependant", None)))
    return found


def _who(dependant: Any) -> Iterable[str]:
    for each in dependant.dependencies if dependant is not None else ():
        access = getattr(each.call, "access", None)
        if isinstance(access, Access):
            yield from getattr(each.call, "roles", (access.value,))
        yield from _who(each)


def _guards(dependant: Any) -> Iterable[Access]:
    for each in dependant.dependencies if dependant is not None else ():
        access = getattr(each.call, "access", None)
        if isinstance(access, Access):
            yield access
        yield from _guards(each)
