"""The cookies: the resident's conversation, the shared computer, one look, the desk's session."""

from dataclasses import dataclass

from fastapi import Request, Response

from channels.doors import Options

CONVERSATION = "qfq_conversation"
CONVERSATION_SECONDS = 72 * 3600
SHARED = "qfq_poste"
LOOK = "qfq_vue"
LOOK_SECONDS = 30
SESSION = "qfq_session"


@dataclass(frozen=True)
class Kept:
    """What the resident's cookie holds."""

    conversation_id: str
    token: str


def read_conversation(request: Request) -> Kept | None:
    """Return the conversation of this browser; None without cookie or with a garbled one."""
    conversation_id, _, token = request.cookies.get(CONVERSATION, "").partition(".")
    return Kept(conversation_id, token) if conversation_id and token else None


def keep_conversation(request: Request, response: Response, kept: Kept, options: Options,
                      seconds: int = CONVERSATION_SECONDS) -> None:
    """Remember the conversation on this device, out of reach of scripts.

    On a shared computer it is forgotten after a few idle minutes, whatever was asked.
    """
    if is_shared(request):
        seconds = options.shared_idle_seconds
    response.set_cookie(CONVERSATION, f"{kept.conversation_id}.{kept.token}", path="/",
                        max_age=seconds, httponly=True, samesite="lax",
                        secure=options.has_secure_cookies)


def forget_conversation(response: Response) -> None:
    """Forget the conversation on this device."""
    response.delete_cookie(CONVERSATION, path="/")
    response.delete_cookie(LOOK, path="/")


def is_shared(request: Request) -> bool:
    """Say whether this browser is a shared computer's."""
    return request.cookies.get(SHARED) == "1"


def mark_shared(response: Response, options: Options, is_on: bool) -> None:
    """Treat this browser as a shared computer's until it closes, or no longer."""
    if is_on:
        response.set_cookie(SHARED, "1", path="/", httponly=True, samesite="lax",
                            secure=options.has_secure_cookies)
    else:
        response.delete_cookie(SHARED, path="/")


def allow_look(response: Response, after: int, options: Options) -> None:
    """Let the next page show a discreet conversation from seq `after` on, once."""
    response.set_cookie(LOOK, str(after), path="/", max_age=LOOK_SECONDS, httponly=True,
                        samesite="lax", secure=options.has_secure_cookies)


def look_allowed(request: Request) -> int | None:
    """Return from which seq a discreet conversation may be shown; None: not shown."""
    said = request.cookies.get(LOOK, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 18 else None


def spend_look(response: Response) -> None:
    """Show it once only."""
    response.delete_cookie(LOOK, path="/")


def session_name(options: Options) -> str:
    """Return the name of the desk's cookie; over HTTPS its prefix ties it to this host."""
    return f"__Host-{SESSION}" if options.has_secure_cookies else SESSION


def read_session(request: Request, options: Options) -> str | None:
    """Return the session token of the signed-in person, if any."""
    return request.cookies.get(session_name(options))


def keep_session(response: Response, token: str, options: Options) -> None:
    """Sign in on this device until the browser closes or the server ends the session."""
    response.set_cookie(session_name(options), token, path="/", httponly=True, samesite="lax",
                        secure=options.has_secure_cookies)


def forget_session(response: Response, options: Options) -> None:
    """Sign out on this device."""
    response.delete_cookie(session_name(options), path="/", httponly=True, samesite="lax",
                           secure=options.has_secure_cookies)
