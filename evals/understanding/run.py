"""Asks Rasa itself for the intent of titles and out-of-scope sentences written by others."""

import asyncio
import random
import secrets
import tempfile
from collections.abc import Sequence
from pathlib import Path

import httpx

from app.settings import Settings
from bot.client import Address
from bot.command import RasaHome
from bot.server import RasaServer
from evals.answering.config import SEED, read_lines
from evals.machine import header
from evals.metrics.intervals import mean

SAMPLE = 500
DOMAINS = ("employment", "benefits", "housing", "taxes", "family", "health", "papers",
           "retirement", "disability", "justice")
# Outside labels name five groups; everything that is not one of our first four is "other".
FIRST_FOUR = frozenset(DOMAINS[:4])

Ranking = list[tuple[str, float]]


def measure(questions: Path) -> tuple[list[str], list[dict[str, object]]]:
    """Return the page and one record a sentence."""
    titles = [(str(row["qid"]), str(row["query"]), frozenset(row["domain5"]))
              for row in read_lines(questions / "questions_domain.jsonl")]
    scope = [(str(row["qid"]), str(row["text"]), str(row["kind"]))
             for row in read_lines(questions / "oos_fr.jsonl")]
    draw = random.Random(SEED)
    titles = draw.sample(titles, min(SAMPLE, len(titles)))
    scope = draw.sample(scope, min(SAMPLE, len(scope)))
    texts = [text for _, text, _ in titles] + [text for _, text, _ in scope]
    ranked = asyncio.run(_parse_all(texts))
    domains = list(zip(titles, ranked[:len(titles)], strict=True))
    aside = list(zip(scope, ranked[len(titles):], strict=True))
    rows: list[dict[str, object]] = [
        {"id": key, "expected": sorted(wanted), "intents": ranking[:3]}
        for (key, _, wanted), ranking in domains]
    rows += [{"id": key, "kind": kind, "intents": ranking[:3]}
             for (key, _, kind), ranking in aside]
    return _page(domains, aside), rows


def group_of(intent: str) -> str | None:
    """Return the outside group of an intent: one of four domains, other, or None."""
    domain = intent.removeprefix("ask_")
    if domain not in DOMAINS:
        return None
    return domain if domain in FIRST_FOUR else "other"


def domains_in(ranking: Ranking) -> list[str]:
    """Return the groups of the domain intents, best first, without repeats."""
    groups = [group for intent, _ in ranking if (group := group_of(intent))]
    return list(dict.fromkeys(groups))


def _page(domains: Sequence[tuple[tuple[str, str, frozenset[str]], Ranking]],
          aside: Sequence[tuple[tuple[str, str, str], Ranking]]) -> list[str]:
    top1 = [float(domains_in(ranking)[:1] != [] and domains_in(ranking)[0] in wanted)
            for (_, _, wanted), ranking in domains]
    top2 = [float(bool(set(domains_in(ranking)[:2]) & wanted))
            for (_, _, wanted), ranking in domains]
    commonest = max({each for (_, _, wanted), _ in domains for each in wanted},
                    key=lambda each: sum(each in wanted for (_, _, wanted), _ in domains))
    always = [float(commonest in wanted) for (_, _, wanted), _ in domains]
    taken = [float(bool(ranking) and group_of(ranking[0][0]) is not None)
             for _, ranking in aside]
    page = header("Comprendre le domaine", "make evals DATA=dossier",
                  {"graine": SEED, "échantillon": SAMPLE})
    return [*page, "Titres et questions écrits par d'autres, cinq groupes "
            "(emploi, aides, logement, impôts, autre) ; phrases hors sujet écrites par d'autres.",
            "", "| mesure | valeur [intervalle à 95 %] |", "|---|---|",
            f"| bon groupe, premier | {mean(top1)} |",
            f"| bon groupe, dans les deux premiers | {mean(top2)} |",
            f"| repère : toujours « {commonest} » | {mean(always)} |",
            f"| phrase hors sujet prise pour un domaine (avant la recherche) | {mean(taken)} |", ""]


async def _parse_all(texts: Sequence[str]) -> list[Ranking]:
    settings = Settings()
    with tempfile.TemporaryDirectory(prefix="qfq-understanding-") as folder:
        home = RasaHome(settings.rasa_interpreter, Path(folder), settings.rasa_models_dir)
        server = RasaServer(home, "http://127.0.0.1:9/none", secrets.token_urlsafe(16))
        await server.start()
        try:
            if not await server.wait_ready():
                raise RuntimeError("Rasa n'a pas démarré pour la mesure")
            address = server.address()
            assert address is not None
            async with httpx.AsyncClient(trust_env=False, timeout=30) as http:
                return [await _parse(http, address, text) for text in texts]
        finally:
            await server.stop()


async def _parse(http: httpx.AsyncClient, address: Address, text: str) -> Ranking:
    response = await http.post(f"{address.url}/model/parse", params={"token": address.token},
                               json={"text": text.lstrip("/")[:2000]})
    ranking = response.raise_for_status().json().get("intent_ranking") or []
    return [(str(each["name"]), round(float(each["confidence"]), 4)) for each in ranking]
