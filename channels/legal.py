"""The pages the law asks for, written in Markdown by the operator: docs/conformite/pages."""

from functools import cache

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse
from markdown_it import MarkdownIt
from markupsafe import Markup

from channels.access import public
from channels.pages import FOLDER, render

router = APIRouter(dependencies=[Depends(public)], include_in_schema=False)
TEXTS = FOLDER.parent / "docs" / "conformite" / "pages"
TITLES = {
    "mentions-legales": "Mentions légales",
    "donnees-personnelles": "Données personnelles",
    "accessibilite": "Accessibilité",
}


@cache
def _writer() -> MarkdownIt:
    """Return the Markdown writer: HTML in a text is shown as written, never run."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def written(name: str) -> Markup:
    """Return one page as HTML. Raises FileNotFoundError."""
    text = (TEXTS / f"{name}.md").read_text(encoding="utf-8")
    return Markup(_writer().render(text))  # noqa: S704 - html=False: every tag comes from Markdown


def _show(request: Request, name: str) -> HTMLResponse:
    try:
        body = written(name)
    except FileNotFoundError as fault:
        raise HTTPException(404) from fault
    has_title = body.lstrip().startswith("<h1")
    return render(request, "legal.html", {
        "heading": TITLES[name], "body": body, "has_title": has_title})


@router.get("/mentions-legales")
async def show_legal_notice(request: Request) -> HTMLResponse:
    """Say who publishes and hosts this site."""
    return _show(request, "mentions-legales")


@router.get("/donnees-personnelles")
async def show_privacy(request: Request) -> HTMLResponse:
    """Say what is kept, how long, and each person's rights."""
    return _show(request, "donnees-personnelles")


@router.get("/accessibilite")
async def show_accessibility(request: Request) -> HTMLResponse:
    """Say how accessible the site is, what is known to fail, and the remedies."""
    return _show(request, "accessibilite")
