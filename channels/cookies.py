"""The two cookies: the resident's conversation and the desk's session."""

from dataclasses import dataclass

from fastapi import Request, Response

from channels.doors import Options

CONVERSATION = "qfq_conversation"
CONVERSATION_SECONDS = 72 * 3600
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


def keep_conversation(response: Response, kept: Kept, options: Options) -> None:
    """Remember the conversation on this device for 72 hours, out of reach of scripts."""
    response.set_cookie(CONVERSATION, f"{kept.conversation_id}.{kept.token}", path="/",
                        max_age=CONVERSATION_SECONDS, httponly=True, samesite="lax",
                        secure=options.has_secure_cookies)


def forget_conversation(response: Response) -> None:
    """Forget the conversation on this device."""
    response.delete_cookie(CONVERSATION, path="/")


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
