"""Memory of each process of an instance, in MiB."""

from pathlib import Path

import psutil


def by_process(root: int) -> dict[str, float]:
    """Return the resident memory of the app and of Rasa, children added to Rasa."""
    parent = psutil.Process(root)
    children = parent.children(recursive=True)
    return {"app": parent.memory_info().rss / 2**20,
            "rasa": sum(each.memory_info().rss for each in children) / 2**20}


def private(pid: int) -> float:
    """Return what a process holds for itself, mapped files left out (Linux: RssAnon).

    Pages of files read into memory (models, index, database) are the kernel's to take back: they
    grow with what was looked at, not with what was forgotten.
    """
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(each for each in status.splitlines() if each.startswith("RssAnon:"))
    return int(line.split()[1]) / 2**10
