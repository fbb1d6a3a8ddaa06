"""`make soak`: sixteen conversations at once for five minutes, memory read all along."""

import tempfile
import time
from pathlib import Path

from evals.bench.memory import by_process
from evals.bench.turns import throughput
from evals.machine import header
from evals.metrics.intervals import quantiles
from evals.serving import running

SECONDS = 300
AT_ONCE = 16
ROUND = 160
OUT = Path(__file__).resolve().parents[2] / "docs" / "results" / "soak.md"


def run(out: Path = OUT) -> int:
    """Return 0 when no turn failed and memory grew by less than a tenth after the first minute."""
    lines = header("Endurance", "make soak") + ["| minute | tours | p95 | app | rasa |",
                                                "|---|---|---|---|---|"]
    readings: list[float] = []
    with tempfile.TemporaryDirectory(prefix="qfq-soak-") as folder, \
            running(Path(folder)) as instance, instance.client() as client:
        ends = time.monotonic() + SECONDS
        started = time.monotonic()
        while time.monotonic() < ends:
            _, durations = throughput(client, AT_ONCE, ROUND)
            memory = by_process(instance.process.pid)
            readings.append(memory["app"])
            minute = (time.monotonic() - started) / 60
            late = quantiles(durations)["p95"]
            lines.append(f"| {minute:.1f} | {len(durations)} | {late:.0f} ms "
                         f"| {memory['app']:.0f} Mio | {memory['rasa']:.0f} Mio |")
    growth = readings[-1] / readings[len(readings) // 5] - 1
    lines += ["", f"Mémoire de l'application : {growth:+.1%} après le premier cinquième."]
    page = "\n".join(lines) + "\n"
    out.write_text(page, encoding="utf-8")
    print(page)
    return 0 if growth < 0.1 else 1
