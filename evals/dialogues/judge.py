"""Judges one reply of the API against what the dialogue expected."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from evals.dialogues.shape import Expected

Reply = dict[str, Any]
_EMPTY_PROMISES = ("va vous répondre tout de suite", "dans un instant", "quelqu'un arrive",
                   "va vous répondre dans")
_AT_NIGHT = (*_EMPTY_PROMISES, "va vous répondre", "vont vous répondre", "va vous rappeler",
             "tout de suite", "dans quelques minutes", "bientôt", "sous peu", "d'ici peu",
             "dans la journée", "est connecté en ce moment", "vous êtes la prochaine personne")


@dataclass(frozen=True)
class Finding:
    """One thing that is not as expected."""

    name: str
    expected: Any
    got: Any

    def __str__(self) -> str:
        return f"{self.name} : attendu {self.expected!r}, obtenu {self.got!r}"


NEVER_SAID = ("trop tard", "délai dépassé")


def findings(reply: Reply, expected: Expected) -> Iterator[Finding]:
    """Yield each thing that is not as expected, and each word that is never said."""
    for words in NEVER_SAID:
        if words in _texts(reply).lower():
            yield Finding("never_says", f"jamais « {words} »", words)
    for name, wanted in expected.model_dump(exclude_none=True).items():
        judged = _JUDGES[name](reply, wanted)
        if judged is not None:
            yield Finding(name, wanted, judged)


def faults(reply: Reply, expected: Expected) -> Iterator[str]:
    """Yield one French line for each thing that is not as expected."""
    yield from map(str, findings(reply, expected))


def _answer(reply: Reply) -> Reply:
    return reply.get("answer") or {}


def _same(get: Callable[[Reply], Any]) -> Callable[[Reply, Any], Any]:
    """Return a judge: None when equal (or listed), else what was found instead."""
    def judge(reply: Reply, wanted: Any) -> Any:
        found = get(reply)
        accepted = wanted if isinstance(wanted, list) else [wanted]
        return None if found in accepted else found or "rien"
    return judge


def _texts(reply: Reply) -> str:
    said = [message["text"] for message in reply["messages"]]
    answer = _answer(reply)
    return "\n".join([*said, answer.get("text") or "", answer.get("source_line") or ""])


def _offers_person(reply: Reply, _: Any) -> Any:
    buttons = [button["choice"] for message in reply["messages"] for button in message["buttons"]]
    return None if "handoff:offer" in buttons or "handoff:accept" in buttons else buttons or "rien"


def _organisations(reply: Reply, wanted: list[str]) -> Any:
    found = _answer(reply).get("organisations") or []
    return None if set(wanted) <= set(found) else found or "rien"


def _place_or_finder(reply: Reply, _: Any) -> Any:
    answer = _answer(reply)
    return None if answer.get("partners") or answer.get("finders") else "ni lieu ni annuaire"


def _says(reply: Reply, wanted: str | list[str]) -> Any:
    said = _texts(reply).lower()
    missing = [each for each in _listed(wanted) if each.lower() not in said]
    return f"sans « {missing[0]} » : {_texts(reply)[:200]}" if missing else None


def _not_says(reply: Reply, unwanted: str | list[str]) -> Any:
    said = _texts(reply).lower()
    return next((each for each in _listed(unwanted) if each.lower() in said), None)


def _listed(words: str | list[str]) -> list[str]:
    return [words] if isinstance(words, str) else words


def _buttons(reply: Reply, wanted: list[str]) -> Any:
    labels = [button["label"] for message in reply["messages"] for button in message["buttons"]]
    missing = [each for each in wanted if not any(each.lower() in label.lower()
                                                  for label in labels)]
    return labels or "aucun bouton" if missing else None


def _needs(reply: Reply, wanted: list[str]) -> Any:
    found = [each["entry_id"] for each in reply.get("needs") or []]
    return None if set(wanted) <= set(found) else found or "rien"


def _first_says(reply: Reply, wanted: str) -> Any:
    first = reply["messages"][0] if reply["messages"] else {"speaker": "-", "text": ""}
    is_first = first["speaker"] == "system" and wanted in first["text"]
    return None if is_first else f"{first['speaker']}: {first['text'][:120]}"


def _brief(reply: Reply) -> str:
    lines = (reply.get("case") or {}).get("brief") or []
    return "\n".join(line["text"] for line in lines).lower()


def _silent(reply: Reply, _: Any) -> Any:
    spoken = [each["text"] for each in reply["messages"] if each["speaker"] == "assistant"]
    return None if not spoken and not reply.get("answer") else spoken or "une fiche"


def _no_promise(reply: Reply, _: Any) -> Any:
    text = _texts(reply).lower()
    return next((each for each in _EMPTY_PROMISES if each in text), None)


def _no_promise_at_night(reply: Reply, _: Any) -> Any:
    """Nobody is there: no word says that someone is near. The numbers of a danger may."""
    said = [message["text"] for message in reply["messages"]
            if "☎" not in message["text"] and "112" not in message["text"]]
    text = "\n".join(said).lower().replace("\u00a0", " ").replace("’", "'")
    return next((each for each in _AT_NIGHT if each in text), None)


def _numbers(reply: Reply, wanted: list[str]) -> Any:
    found = (reply.get("urgent") or {}).get("numbers") or []
    return None if (set(wanted) <= set(found) if wanted else not found) else found or "rien"


def _at_least(field: str) -> Callable[[Reply, Any], Any]:
    def judge(reply: Reply, wanted: int) -> Any:
        count = len(reply.get(field) or [])
        return None if count >= wanted else f"{count}"
    return judge


def _present(get: Callable[[Reply], Any]) -> Callable[[Reply, Any], Any]:
    def judge(reply: Reply, wanted: bool) -> Any:
        return None if bool(get(reply)) is wanted else f"{get(reply)}"
    return judge


_JUDGES: dict[str, Callable[[Reply, Any], Any]] = {
    "outcome": _same(lambda reply: reply["outcome"]),
    "not_outcome": lambda reply, wanted: wanted if reply["outcome"] == wanted else None,
    "entry": _same(lambda reply: _answer(reply).get("entry_id")),
    "not_entry": lambda reply, unwanted: (
        unwanted if _answer(reply).get("entry_id") == unwanted else None),
    "no_entry": lambda reply, _: _answer(reply).get("entry_id"),
    "domain": _same(lambda reply: _answer(reply).get("domain")
                    or next((each["domain"] for each in reply.get("choices") or []), None)),
    "lead": _same(lambda reply: _answer(reply).get("lead")),
    "organisations": _organisations,
    "facet": _same(lambda reply: _answer(reply).get("facet")),
    "place": _same(lambda reply: (_answer(reply).get("place") or {}).get("insee")),
    "place_or_finder": _place_or_finder,
    "has_source": _present(lambda reply: _answer(reply).get("sources")),
    "person_offered": _offers_person,
    "holder": _same(lambda reply: reply["holder"]),
    "case_status": _same(lambda reply: (reply.get("case") or {}).get("status")),
    "has_brief": _present(lambda reply: (reply.get("case") or {}).get("brief")),
    "brief_says": lambda reply, wanted: (
        None if wanted.lower() in _brief(reply) else _brief(reply) or "rien"),
    "brief_not_says": lambda reply, unwanted: (
        unwanted if unwanted.lower() in _brief(reply) else None),
    "robot_silent": _silent,
    "no_empty_promise": _no_promise,
    "no_promise_at_night": _no_promise_at_night,
    "urgent": _same(lambda reply: (reply.get("urgent") or {}).get("kind")),
    "no_urgent": lambda reply, _: (reply.get("urgent") or {}).get("kind"),
    "level": _same(lambda reply: (reply.get("urgent") or {}).get("level")),
    "numbers": _numbers,
    "first_says": _first_says,
    "says": _says,
    "not_says": _not_says,
    "case": _same(lambda reply: _answer(reply).get("case_id")),
    "needs": _needs,
    "next_need": _same(lambda reply: next((each["entry_id"] for each in reply.get("needs") or []
                                           if each["status"] == "next"), None)),
    "buttons": _buttons,
    "min_choices": _at_least("choices"),
    "min_needs": _at_least("needs"),
}
