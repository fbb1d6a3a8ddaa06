"""Memory of each process of an instance, in MiB."""

import psutil


def by_process(root: int) -> dict[str, float]:
    """Return the resident memory of the app and of Rasa, children added to Rasa."""
    parent = psutil.Process(root)
    children = parent.children(recursive=True)
    return {"app": parent.memory_info().rss / 2**20,
            "rasa": sum(each.memory_info().rss for each in children) / 2**20}
