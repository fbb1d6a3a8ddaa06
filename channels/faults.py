"""What a person or a program reads when a request cannot be served: a sentence and a way out."""

from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from channels.access import NotSignedIn
from channels.headers import SECURITY_HEADERS
from channels.pages import render
from mediation.counter.room import NoVisit
from mediation.ports import NotYours
from mediation.store.database import StoreUnavailable
from mediation.talk import UnknownConversation


@dataclass(frozen=True)
class Fault:
    """What happened, and what to do now."""

    message: str
    way_out: str
    title: str = "Cette page ne s'affiche pas"
    link: str = ""
    href: str = "/"


CALL = "Vous pouvez aussi appeler le 39 39 (Allô Service Public)."
FAULTS = {
    400: Fault("Je n'ai pas pu lire cette demande.",
               f"Rechargez la page et recommencez. {CALL}", "Demande illisible"),
    401: Fault("Cette page est réservée aux personnes de l'accueil.",
               "Connectez-vous, puis recommencez.", "Connexion nécessaire"),
    403: Fault("Cette demande vient d'un autre site. Par sécurité, je ne l'ai pas suivie.",
               f"Rechargez la page et recommencez. {CALL}", "Demande non suivie"),
    404: Fault("Je ne trouve pas cette page ou cette conversation.",
               f"Revenez à l'accueil pour poser votre question. {CALL}", "Page introuvable"),
    405: Fault("Cette adresse ne s'utilise pas de cette façon.",
               f"Revenez à l'accueil pour poser votre question. {CALL}", "Adresse inattendue"),
    409: Fault("Une autre personne s'occupe de ce dossier.",
               "Revenez à la liste des demandes.", "Dossier déjà pris",
               "Voir les demandes", "/mediation"),
    413: Fault("Votre message est trop long pour être envoyé.",
               f"Dites l'essentiel en quelques phrases, puis renvoyez-le. {CALL}",
               "Message trop long"),
    422: Fault("Je n'ai pas pu lire cette demande : il manque un élément, ou il est mal écrit.",
               f"Envoyez un texte, ou cliquez sur un bouton. {CALL}", "Demande illisible"),
    429: Fault("Vous avez envoyé beaucoup de messages en peu de temps.",
               "Attendez une minute, puis recommencez. Si c'est urgent, appelez le 112. "
               "Si vous n'avez pas où dormir, appelez le 115.", "Un instant"),
    500: Fault("Quelque chose n'a pas marché de notre côté.",
               f"Gardez votre message et réessayez dans un instant. {CALL}", "Un incident"),
}


OTHER_ROLE = Fault("Votre compte n'ouvre pas cette page.",
                   "Connectez-vous avec un autre compte, ou demandez l'accès à la personne qui "
                   "gère le service.", "Page réservée")


def fault_for(status: int) -> Fault:
    """Return the words for a status; its family's when it has none of its own."""
    return FAULTS.get(status) or FAULTS[500 if status >= 500 else 400]


def wants_page(request: Request) -> bool:
    """Say whether a person will read the response as a page."""
    if request.url.path.startswith("/api/") or "hx-request" in request.headers:
        return False
    accepted = request.headers.get("accept", "")
    return "text/html" in accepted and "fragment" not in accepted


def error_response(request: Request, status: int, headers: dict[str, str] | None = None,
                   fault: Fault | None = None) -> Response:
    """Return the page or the JSON body of a fault."""
    fault = fault or fault_for(status)
    if wants_page(request):
        return render(request, "error.html", {"fault": fault}, status, headers)
    body = {"message": fault.message, "way_out": fault.way_out}
    return JSONResponse(body, status, headers)


async def on_http(request: Request, fault: Exception) -> Response:
    """Answer a status raised by a route or by the router."""
    assert isinstance(fault, HTTPException)
    # FastAPI says 400 for a body that cannot be decoded: here, malformed is always 422.
    status = 422 if fault.status_code == 400 else fault.status_code
    return error_response(request, status, dict(fault.headers or {}))


async def on_malformed(request: Request, _: Exception) -> Response:
    """Answer a body or a parameter that does not have the agreed shape."""
    return error_response(request, 422)


async def on_unknown(request: Request, _: Exception) -> Response:
    """Answer about a conversation that was erased meanwhile."""
    return error_response(request, 404)


async def on_not_yours(request: Request, _: Exception) -> Response:
    """Answer a mediator whose case is held by someone else; the desk's page reloads."""
    if "hx-request" in request.headers:
        return Response(status_code=204, headers={"HX-Refresh": "true"})
    return error_response(request, 409)


async def on_no_visit(request: Request, _: Exception) -> Response:
    """Send a mediator whose visit ended, or who asks for another's, back to the counter."""
    return RedirectResponse("/mediation/accueil?fait=finie", 303)


async def on_store_unavailable(request: Request, _: Exception) -> Response:
    """Answer when the database does not."""
    return error_response(request, 503, {"Retry-After": "5"})


async def on_crash(request: Request, _: Exception) -> Response:
    """Answer anything unforeseen; the app's own middleware logs it."""
    return error_response(request, 500, dict(SECURITY_HEADERS))


async def on_not_signed_in(request: Request, fault: Exception) -> Response:
    """Send a person to the sign-in page, a program its sentence."""
    assert isinstance(fault, NotSignedIn)
    if "hx-request" in request.headers:
        return Response(status_code=204, headers={"HX-Redirect": "/connexion"})
    if fault.is_other_role:
        return error_response(request, 403, fault=OTHER_ROLE)
    if wants_page(request):
        return RedirectResponse("/connexion", 303)
    return error_response(request, 401)


def add_fault_handlers(app: FastAPI) -> None:
    """Give every fault its sentence and its way out."""
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_malformed)
    app.add_exception_handler(UnknownConversation, on_unknown)
    app.add_exception_handler(NotYours, on_not_yours)
    app.add_exception_handler(NoVisit, on_no_visit)
    app.add_exception_handler(NotSignedIn, on_not_signed_in)
    app.add_exception_handler(StoreUnavailable, on_store_unavailable)
    app.add_exception_handler(Exception, on_crash)
