"""The offices that a message names, in order, and whether they send the person around."""

import re
from functools import lru_cache

from knowledge.organisations import Organisations
from retrieval.french import fold
from retrieval.normalise import normalise

GAP = "|"
NOT_AN_OFFICE = frozenset({"conciliateur_mediateur", "defenseur_des_droits"})
_CLAUSE = re.compile(r"[.;!?\n]+")
_FOR = re.compile(r"\b(?:pour|au sujet d[eu]s?|a propos d[eu]s?|concernant|afin de) (.+)$")
_SENDS = r"(?:r?envoi\w*|renvoy\w*|redirig\w*|orient\w*|balad\w*|balanc\w*|tri[mn]ball?\w*)"
_AROUND = re.compile(
    r"\bde l un a l autre\b|\bde l une a l autre\b|\bse renvoie\w* la balle\b"
    r"|\bse rejett\w*\b|\bping ?pong\b|\bet (?:inversement|vice versa)\b"
    rf"|\bd un (?:service|bureau|guichet|organisme|endroit) a (?:un |l )autre\b"
    r"|\bde (?:bureau|service|guichet) en (?:bureau|service|guichet)\b"
    r"|\bchacun (?:me |nous |lui |leur )?(?:dit|repond|pretend).{0,20}\bl autre\b"
    rf"|\b(?:on|ils|elles) (?:ne |n )?(?:fait que |font que |arrete\w* (?:pas )?de )?"
    rf"(?:me|m|nous|la|le|l) (?:{_SENDS}).{{0,20}}\b(?:l un|l autre|partout|ailleurs|chaque fois|"
    r"a chaque fois|toujours)\b"
    rf"|\b{_SENDS}\b.{{0,60}}\b(?:{_SENDS}|dit|redit|repond\w*|pareil|aussi)\b"
    r"|\bdi(?:t|sent|s)\b.{0,40}\bc est .{0,60}\bdi(?:t|sent)\b.{0,40}\b(?:c est|l autre|pas)\b"
    r"|\bdit (?:d aller|de voir|de demander|d appeler|de m adresser)\b.{0,60}\b(?:dit|redit|renvo"
    r"\w*|m envoie)\b|\baucun des deux\b.{0,30}\b(?:service|bureau|organisme|veut|ne)\b")

_MOVES = re.compile(rf"\b(?:{_SENDS}|di(?:t|sent)|repond\w*|veut|veulent|pretend\w*|aller|voir)\b")


def offices_in(registry: Organisations, text: str) -> tuple[str, ...]:
    """Return the organisations named, in the order said, each once; the longest name wins."""
    return tuple(dict.fromkeys(_in_order(registry, _spaced(normalise(text)))))


def without_offices(registry: Organisations, text: str) -> str:
    """Return the folded words, a gap where an organisation is named."""
    words = _spaced(normalise(text))
    for name, _ in _names(registry):
        words = words.replace(name, f" {GAP} ")
    return " ".join(words.split())


def says_sent_around(registry: Organisations, text: str) -> bool:
    """Say whether the words tell of being sent from one office to another.

    By a turn of phrase, or by the order of the names: « la Caf… la MSA, et la MSA… la Caf ».
    """
    words = _spaced(normalise(text))
    if _AROUND.search(words):
        return True
    order = _in_order(registry, words)
    return any(first == last and second == third and first != second and _MOVES.search(words)
               for first, second, third, last in zip(order, order[1:], order[2:], order[3:],
                                                     strict=False))


def subjects_of(registry: Organisations, text: str) -> tuple[str, ...]:
    """Return the phrases that may say about what: « pour mon aide au logement », each clause."""
    pieces = [each for clause in _CLAUSE.split(text)
              for each in without_offices(registry, clause).split(GAP)]
    named = [match[1] for each in pieces if (match := _FOR.search(f" {each} "))]
    named += [each for each in map(str.strip, _CLAUSE.split(text))
              if each and not offices_in(registry, each)]
    return tuple(dict.fromkeys(each.strip() for each in named if each.strip()))


def _in_order(registry: Organisations, words: str) -> list[str]:
    """Return the organisations named, in the order said, as often as they are."""
    found: list[tuple[int, str]] = []
    for name, key in _names(registry):
        while (at := words.find(name)) >= 0:
            found.append((at, key))
            words = f"{words[:at]} {'#' * (len(name) - 2)} {words[at + len(name):]}"
    return [key for _, key in sorted(found)]


@lru_cache(maxsize=2)
def _names(registry: Organisations) -> tuple[tuple[str, str], ...]:
    """Return each folded name with its key, the longest first."""
    names = {(_spaced(name), each.key) for each in registry.all() if each.key not in NOT_AN_OFFICE
             for name in (each.short_name, each.name, *each.aliases, *each.former_names)}
    return tuple(sorted(names, key=lambda each: (-len(each[0]), each)))


def _spaced(text: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9]+', fold(text)))} "
