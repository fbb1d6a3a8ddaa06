"""Letters ready to copy: to whom, about what, asking what. Nothing personal is filled in."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from mediation.counter.sheet import Need
from mediation.saying.articles import lowered

FILE = Path(__file__).resolve().parent / "letters.yml"
KINDS = ("information", "contest", "reminder", "appointment")


class Model(BaseModel):
    """One kind of letter."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    subject: str
    body: str


@dataclass(frozen=True)
class Letter:
    """A letter: `hints` are said beside it (where and when to send it), not in it."""

    to: str
    subject: str
    text: str
    hints: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """Return the letter as it is copied on paper."""
        return f"À : {self.to}\nObjet : {self.subject}\n\n{self.text}"


@lru_cache(maxsize=1)
def _read() -> tuple[dict[str, Model], str]:
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {key: Model.model_validate(raw[key]) for key in KINDS}, str(raw["signature"])


def labels() -> dict[str, str]:
    """Return the kinds and their names in French."""
    return {key: model.label for key, model in _read()[0].items()}


def letter(kind: str, need: Need, deadlines: tuple[str, ...] = ()) -> Letter:
    """Return a letter about a need. Raises KeyError for an unknown kind."""
    models, signature = _read()
    model = models[kind]
    subject = lowered(need.title.partition(" : ")[0])
    hints = tuple(each for each in deadlines if each.startswith("Pour contester")) \
        if kind == "contest" else ()
    return Letter(to=need.lead or "[le service qui suit votre demande]",
                  subject=model.subject.format(subject=subject),
                  text=f"{model.body.format(subject=subject)}\n\n{signature}", hints=hints)
