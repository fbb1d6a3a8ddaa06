"""Checks that each figure said is traced to a source, and each figure traced is said."""

from collections.abc import Iterator, Mapping

from knowledge.checks.figures import Said, figures
from knowledge.checks.words import spoken
from knowledge.entry import Entry
from knowledge.repository import Fault

_MEASURED = frozenset({"date", "an", "mois", "semaine", "jour", "heure", "%", "€"})


def check_figures(entry: Entry, file: str, others: Mapping[str, Entry]) -> Iterator[Fault]:
    """Yield a fault for a figure without a source, never said, or told in two ways.

    A look-alike's figure may also be traced in the entry it leads to.
    """
    said = {name_text: figures(name_text[1]) for name_text in spoken(entry)
            if name_text[0] != "must_know"}
    shown = frozenset(each for found in said.values() for each in found)
    yield from _traced(entry, file, shown)
    yield from _facts(entry, file, shown)
    own = _carried(entry)
    for figure in entry.figures:
        for each in figures(figure.means):
            if each.unit in _MEASURED and not each.is_in(own):
                yield Fault(file, "figures.means", str(each),
                            "chiffre sans source : donnez-le comme « value », ou retirez-le")
    for (name, text), found in said.items():
        carried = own | _led_to(entry, text, others) if name == "not_for.what" else own
        for each in dict.fromkeys(found):
            if not each.is_in(carried):
                yield Fault(file, name, str(each),
                            "chiffre sans source : ajoutez-le à « figures » avec sa source, "
                            "corrigez-le, ou retirez-le")


def _carried(entry: Entry) -> frozenset[Said]:
    texts = [each.value for each in entry.figures]
    for fact in entry.must_know:
        texts += [fact.fact, *fact.says]
    return frozenset(each for text in texts for each in figures(text))


def _led_to(entry: Entry, text: str, others: Mapping[str, Entry]) -> frozenset[Said]:
    found = [others[each.entry] for each in entry.not_for
             if each.what == text and each.entry and each.entry in others]
    return frozenset().union(*(_carried(other) for other in found))


def _traced(entry: Entry, file: str, shown: frozenset[Said]) -> Iterator[Fault]:
    keys = {source.key for source in entry.sources}
    for figure in entry.figures:
        if figure.source not in keys:
            yield Fault(file, "figures.source", figure.source, "nommez la clé d'une source")
        found = figures(figure.value)
        if not found:
            yield Fault(file, "figures.value", figure.value,
                        "aucun chiffre lu ici : écrivez-le comme dans le texte (« 12 mois »)")
        if not all(each.is_in(shown) for each in found):
            yield Fault(file, "figures.value", figure.value,
                        "chiffre jamais dit dans la fiche : retirez-le ou dites-le")


def _facts(entry: Entry, file: str, shown: frozenset[Said]) -> Iterator[Fault]:
    for fact in entry.must_know:
        told = frozenset(figures(fact.fact))
        for each in fact.says:
            for figure in figures(f"le {each}"):
                if told and not figure.is_in(told):
                    yield Fault(file, "must_know.says", str(figure),
                                f"le fait ne dit pas ce chiffre : « {fact.fact} »")
                elif not figure.is_in(shown):
                    yield Fault(file, "must_know.says", str(figure),
                                "chiffre jamais dit dans la fiche : retirez-le ou dites-le")
        for figure in sorted(told):
            if not figure.is_in(shown):
                yield Fault(file, "must_know.fact", str(figure),
                            "chiffre jamais dit dans la fiche : retirez-le ou dites-le")
