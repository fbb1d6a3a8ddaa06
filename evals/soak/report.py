"""What the endurance runs gave, as the lines of a page."""

from collections.abc import Mapping

from evals.soak.counting import SIDES
from evals.soak.crowd import Crowd
from evals.soak.exchange import Exchange
from evals.soak.race import Race


def race_lines(races: Mapping[str, Race]) -> list[str]:
    """Say how each case was taken once."""
    lines = ["## Course aux demandes", "",
             "Chaque processus veut chaque demande, par le même chemin que le bouton « Prendre ». "
             "« Occupé » compte les essais où la base a fait attendre plus de cinq secondes.", "",
             "| base | demandes | processus | secondes | prises chacune une fois | occupé "
             "| part de chaque processus |", "|---|---|---|---|---|---|---|"]
    for name, race in races.items():
        shares = ", ".join(str(len(each)) for each in race.won)
        lines.append(f"| {name} | {race.count} | {len(race.won)} | {race.seconds:.1f} "
                     f"| {'oui' if not race.faults() else 'non'} | {race.busy} | {shares} |")
    return [*lines, *_faults({name: race.faults() for name, race in races.items()}), ""]


def exchange_lines(played: Mapping[str, Exchange]) -> list[str]:
    """Say that nothing was lost nor shown twice."""
    lines = ["## Messages sous coupures et arrêts brutaux", "",
             "Chaque message porte un numéro. Les connexions sont coupées au hasard et reprennent "
             "avec `Last-Event-ID` ; l'application puis Rasa sont tuées (SIGKILL) en plein "
             "échange. À la fin, ce que chaque côté a vu est comparé à la base.", "",
             "| base | habitants | accompagnés | messages | coupures | renvois | arrêts de l'app "
             "(reprise) | arrêts de Rasa | perdus ou en double |",
             "|---|---|---|---|---|---|---|---|---|"]
    for name, each in played.items():
        back = ", ".join(f"{seconds:.0f} s" for seconds in each.restarts)
        lines.append(
            f"| {name} | {len(each.residents)} | {len(each.mediators)} | {each.said} "
            f"| {each.cuts} | {each.again} | {len(each.restarts)} ({back}) "
            f"| {each.rasa_kills} | {len(each.faults())} |")
    return [*lines, *_faults({name: each.faults() for name, each in played.items()}), ""]


def crowd_lines(crowds: Mapping[str, Crowd]) -> list[str]:
    """Say how long messages take under a crowd, and whether memory stays flat."""
    lines = ["## Soixante personnes attendent, six médiateurs répondent", "",
             "Du départ du message à son affichage de l'autre côté, locust et le service sur la "
             "même machine. La pente de la mémoire se lit après la première minute, sur la mémoire "
             "propre : celle que le noyau ne peut pas reprendre. Les fichiers lus (modèles, index, "
             "base) comptent dans la mémoire résidente seulement.", ""]
    for name, crowd in crowds.items():
        lines += [f"### {name}, {crowd.seconds / 60:.0f} min", "",
                  "| sens | n | médiane | p90 | p95 | p99 | plus long |",
                  "|---|---|---|---|---|---|---|"]
        for side, label in SIDES.items():
            times = " | ".join(f"{crowd.late(side, part):.0f} ms"
                               for part in (0.5, 0.9, 0.95, 0.99, 1.0))
            lines.append(f"| {label} | {len(crowd.waits[side])} | {times} |")
        lines += ["", f"{crowd.sent} messages numérotés, {crowd.lost} perdus, {crowd.twice} vus "
                  f"deux fois, refus : {crowd.faults or 'aucun'}.", "", *_memory_lines(crowd), ""]
    return lines


def _memory_lines(crowd: Crowd) -> list[str]:
    """Show the app's memory minute by minute, so that the slope can be judged by eye."""
    kept = [each for rank, each in enumerate(crowd.memory)
            if not rank or int(each[0] // 60) > int(crowd.memory[rank - 1][0] // 60)]
    minutes = [f"{each[0] / 60:.0f}" for each in kept]
    return [f"Mémoire de l'application, pente {crowd.slope:+.2f} Mio par minute (résidente, "
            f"fichiers compris : {crowd.resident_slope:+.2f}).", "",
            f"| minute | {' | '.join(minutes)} |", "|---" * (len(kept) + 1) + "|",
            f"| propre (Mio) | {' | '.join(f'{each[2]:.0f}' for each in kept)} |",
            f"| résidente (Mio) | {' | '.join(f'{each[1]:.0f}' for each in kept)} |"]


def _faults(found: Mapping[str, list[str]]) -> list[str]:
    return [f"- {name} : {fault}" for name, faults in found.items() for fault in faults[:20]]
