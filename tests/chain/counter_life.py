"""One situation lived at the counter in a real browser, as a new user would; clicks noted."""

import io
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page
from pypdf import PdfReader

from knowledge.repository import load_repository

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "evals/datasets/desk_situations.yml"
EMAIL = "accueil.fictif@example.org"
LABELS = {"work": "Travail", "dwelling": "Logement", "age": "Âge"}
SECONDS_A_CLICK, SIGNS_A_SECOND = 3.0, 3.0  # a person who reads, and types slowly


@dataclass
class Lived:
    """What happened. `typed` counts the letters typed, `seconds` is the machine's time."""

    id: str
    said: str
    commune: str
    expected: tuple[str, ...]
    clicks: list[str] = field(default_factory=list)
    typed: int = 0
    found: tuple[str, ...] = ()
    missing_places: tuple[str, ...] = ()
    text: str = ""
    is_tagged: bool = False
    seconds: float = 0.0

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the expected entries that the search did not show."""
        return tuple(each for each in self.expected if each not in self.found)

    @property
    def person_seconds(self) -> float:
        """Return the time a person would take: machine, clicks, typing."""
        return (self.seconds + SECONDS_A_CLICK * len(self.clicks) + self.typed / SIGNS_A_SECOND)


def situations() -> list[dict[str, Any]]:
    """Return the ten situations."""
    read: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


def place_names() -> dict[str, str]:
    """Return the places of the directory by id."""
    return {each.id: each.name for each in load_repository(ROOT / "knowledge").partners}


def live_through(page: Page, url: str, told: dict[str, Any], names: dict[str, str]) -> Lived:
    """Start a visit, search, gather the expected entries, print the PDF, count, end."""
    lived = Lived(told["id"], told["said"], told["commune"], tuple(told["entries"]))
    page.goto(f"{url}/mediation")
    started = time.perf_counter()
    _click(page, lived, "link", "Poste d'accueil")
    _write(page, lived, "De quoi la personne a-t-elle besoin ?", told["said"])
    _write(page, lived, "Commune ou code postal", told["commune"])
    for key, label in LABELS.items():
        if key in told:
            lived.clicks.append(f"{label} (liste)")
            page.get_by_label(label, exact=True).first.select_option(told[key])
    _click(page, lived, "button", "Commencer")
    page.locator("#found article").first.wait_for()
    lived.found = tuple(str(each.get_attribute("data-entry"))
                        for each in page.locator("#found [data-entry]").all())
    for entry_id in lived.expected:
        if entry_id in lived.found:
            button = page.locator(f'[data-entry="{entry_id}"] button[name="entry_id"]')
            lived.clicks.append("Ajouter à la fiche de route")
            button.click()
            page.get_by_text("Mettre à jour sur la fiche").first.wait_for()
    lived.clicks.append("PDF")
    with page.expect_download() as asked:
        page.get_by_role("link", name="PDF", exact=True).click()
    reader = PdfReader(io.BytesIO(asked.value.path().read_bytes()))
    lived.seconds = time.perf_counter() - started
    lived.is_tagged = bool(reader.trailer["/Root"]["/MarkInfo"]["/Marked"])
    lived.text = " ".join(" ".join(each.extract_text() for each in reader.pages).split())
    lived.missing_places = tuple(each for each in told["partners"]
                                 if names[each] not in lived.text)
    page.get_by_role("link", name="Terminer la visite").click()
    page.get_by_role("button", name="Compter et terminer").click()
    page.get_by_text("La visite est comptée").wait_for()
    return lived


def _click(page: Page, lived: Lived, role: Any, name: str) -> None:
    lived.clicks.append(name)
    page.get_by_role(role, name=name, exact=True).click()


def _write(page: Page, lived: Lived, label: str, words: str) -> None:
    lived.typed += len(words)
    page.get_by_label(label).first.fill(words)
