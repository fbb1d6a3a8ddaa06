"""Says what was heard, what was not, and what was taken for a danger."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from evals.danger.run import Read
from evals.danger.timing import Spent
from evals.metrics.intervals import Figure, quantiles, wilson


def figures(read: Sequence[Read]) -> dict[str, Figure]:
    """Return the figures a threshold is set on; Wilson's intervals."""
    real, traps = split(read)
    return {
        "rappel": _share(real, lambda each: each.is_heard),
        "fausses alertes": _share(traps, lambda each: each.is_alarm),
        "bon numéro": _share(real, lambda each: each.has_right_number),
        "bon numéro en premier": _share(real, lambda each: each.has_right_first),
        "bon numéro, étiquettes au pied de la lettre (3977)":
            _share(real, lambda each: each.has_label_number),
        "bon numéro, quand le danger est entendu":
            _share([each for each in real if each.is_heard], lambda each: each.has_right_number),
        "trois numéros au plus": _share(read, lambda each: len(each.numbers) <= 3),
    }


def split(read: Sequence[Read]) -> tuple[list[Read], list[Read]]:
    """Return real dangers, then traps."""
    return ([each for each in read if each.case.kind],
            [each for each in read if not each.case.kind])


def page(read: Sequence[Read], long: Sequence[Spent], has_words: bool) -> list[str]:
    """Return Markdown lines: figures, time, by kind, by style, then each fault."""
    real, traps = split(read)
    lines = [f"{len(read)} messages : {len(real)} dangers, {len(traps)} pièges.", "",
             "| mesure | valeur [intervalle à 95 %, Wilson] |", "|---|---|"]
    lines += [f"| {name} | {value} |" for name, value in figures(read).items()]
    lines += ["", "| temps (ms) | écoute seule p50 | p95 | processeur p50 | p95 "
              "| ajouté à un tour qui cherche ensuite p50 | p95 |",
              "|---|---|---|---|---|---|---|",
              _times("messages du jeu", [each.spent for each in read]),
              _times("messages de 2 000 caractères", long), ""]
    lines += _table("danger", real, lambda each: str(each.case.kind))
    lines += _table("style", real, lambda each: each.case.style)
    return [*lines, *_faults(real, traps, has_words), ""]


def _share(read: Sequence[Read], is_so: Callable[[Read], bool]) -> Figure:
    return wilson(sum(is_so(each) for each in read), len(read))


def _times(name: str, spent: Sequence[Spent]) -> str:
    clock = quantiles([each.clock for each in spent])
    used = quantiles([each.processor for each in spent])
    added = quantiles([each.added for each in spent])
    return (f"| {name} (n = {len(spent)}) | {clock['p50']:.2f} | {clock['p95']:.2f} "
            f"| {used['p50']:.2f} | {used['p95']:.2f} | {added['p50']:.2f} | {added['p95']:.2f} |")


def _table(title: str, real: Sequence[Read], of: Callable[[Read], str]) -> list[str]:
    groups: dict[str, list[Read]] = defaultdict(list)
    for each in real:
        groups[of(each)].append(each)
    lines = [f"| {title} | n | entendus | bon numéro |", "|---|---|---|---|"]
    lines += [f"| {name} | {len(held)} | {sum(each.is_heard for each in held)} "
              f"| {sum(each.has_right_number for each in held)} |"
              for name, held in sorted(groups.items())]
    return [*lines, ""]


def _faults(real: Sequence[Read], traps: Sequence[Read], has_words: bool) -> list[str]:
    def told(each: Read, what: str) -> str:
        words = f" « {each.case.text} »" if has_words else ""
        return f"- {each.case.id} ({each.case.kind or 'piège'}) : {what}{words}"

    lines = [told(each, f"pas entendu ({each.kind or 'rien'})")
             for each in real if not each.is_heard]
    lines += [told(each, f"numéros {', '.join(each.numbers) or 'aucun'} ({each.kind}), "
                         f"attendu {', '.join(each.case.numbers) or 'aucun'}")
              for each in real if each.is_heard and not each.has_right_number]
    lines += [told(each, f"fausse alerte ({each.kind})") for each in traps if each.is_alarm]
    return ["Fautes :", "", *lines] if lines else ["Aucune faute."]
