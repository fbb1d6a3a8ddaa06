"""Cuts an official fiche into the passages that are searched: title, introduction, every section.

Each passage carries the fiche's title, and its section's title and case, so that it can be
understood alone. About 26,600 passages for the 2,926 fiches of November 2020.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.imports.publication import Publication, Section, SectionKind
from retrieval.passages import Kind, Passage, passage_id

OFFICIAL = "official"
LONGEST = 850  # characters of a passage's own words: about 200 tokens with its titles
LEAST = 300  # a passage shorter than this takes in the next section too
REPEATED = 40  # a line this long, already said in the fiche (in another case), is not said again
ASIDES = frozenset({SectionKind.NOTE, SectionKind.WARNING, SectionKind.REMINDER})


@dataclass(frozen=True)
class Held:
    """One fiche of the index: what ranking reads, and its passages in order (id, kind, words)."""

    id: str
    title: str
    theme: tuple[str, ...]
    passages: tuple[tuple[str, str, str], ...]


def passages_of_fiche(publication: Publication, with_titles: bool = True) -> tuple[Passage, ...]:
    """Return the passages without repeats. `with_titles` off: the fiche's title appears nowhere,
    for measures whose questions are the titles themselves."""
    head = f"{publication.title}. " if with_titles else ""
    texts = [(Kind.TITLE, publication.title)] if with_titles else []
    texts += [(Kind.SUMMARY, head + part) for part in _packed(_lines("", publication.introduction))]
    texts += [(Kind.STEPS, head + part) for part in _packed(_section_lines(publication.sections))]
    made: dict[str, Passage] = {}
    for kind, text in texts:
        key = passage_id(publication.id, OFFICIAL, kind, text)
        made[key] = Passage(key, publication.id, OFFICIAL, kind, text)
    return tuple(made.values())


def words_of(passage: Passage, title: str) -> str:
    """Return a passage's own words, without the fiche's title in front of them."""
    head = f"{title}. "
    is_headed = passage.kind is not Kind.TITLE and passage.text.startswith(head)
    return passage.text[len(head):] if is_headed else passage.text


def held_of(publication: Publication, with_titles: bool = True) -> tuple[Held, dict[str, str]]:
    """Return what the index keeps of a fiche, and the text to encode of each of its passages."""
    made = passages_of_fiche(publication, with_titles)
    title = publication.title if with_titles else ""
    passages = tuple((each.id, each.kind.value, words_of(each, title)) for each in made)
    held = Held(publication.id, title, publication.theme, passages)
    return held, {each.id: each.text for each in made}


@dataclass(frozen=True)
class Line:
    """A line of text under a heading; `place` is what to say before it when it starts a passage."""

    heading: str
    place: str
    text: str


def _lines(heading: str, text: str, case: tuple[str, ...] = ()) -> Iterator[Line]:
    names = [heading, *(each for each in case if each != heading)]
    place = " – ".join(filter(None, names))
    for line in text.splitlines():
        for part in _short(line.strip()):
            yield Line(heading, place, part)


def _section_lines(sections: tuple[Section, ...]) -> Iterator[Line]:
    """Yield the lines of every section; a note belongs to the section that it follows."""
    heading = ""
    said: set[str] = set()
    for each in sections:
        text = each.text
        if each.kind in ASIDES:
            text = f"{each.title} : {text}" if each.title else text
        else:
            heading = each.title or heading
        for line in _lines(heading, text, each.case):
            if line.text not in said:
                yield line
            if len(line.text) >= REPEATED:
                said.add(line.text)


def _packed(lines: Iterator[Line]) -> Iterator[str]:
    """Yield passages of whole lines; a new section starts a new one, unless too little was said."""
    part, heading, place = "", "", ""
    for line in lines:
        is_full = len(part) + len(line.text) > LONGEST
        if part and (is_full or (line.heading != heading and len(part) >= LEAST)):
            yield part
            part = ""
        label = f"{line.place} : " if line.place and (not part or line.place != place) else ""
        part = f"{part}\n{label}{line.text}" if part else f"{label}{line.text}"
        heading, place = line.heading, line.place
    if part:
        yield part


def _short(line: str) -> Iterator[str]:
    """Yield a line in parts no longer than a passage, cut at the end of a sentence if any."""
    while len(line) > LONGEST:
        ends = [line.rfind(mark, 0, LONGEST) for mark in (". ", " ; ", ", ", " ")]
        cut = next((end for end in ends if end > LONGEST // 3), LONGEST - 1)
        yield line[: cut + 1].strip()
        line = line[cut + 1:].strip()
    if line:
        yield line
