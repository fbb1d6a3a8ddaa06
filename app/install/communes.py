"""Build the compact table of communes from the @etalab/decoupage-administratif package."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

PACKAGE = Path("node_modules") / "@etalab" / "decoupage-administratif"
FORMAT = 1


def read(data: Path, name: str) -> list[dict[str, Any]]:
    """Return one of the package's lists."""
    with (data / f"{name}.json").open(encoding="utf-8") as file:
        rows: list[dict[str, Any]] = json.load(file)
    return rows


def rows_from(data: Path) -> list[dict[str, Any]]:
    """Return one row a current commune, districts of Paris, Lyon and Marseille included.

    A place outside every EPCI (four islands, some overseas communes) has `epci` null.
    """
    epci = {m["code"]: group for group in read(data, "epci") for m in group["membres"]}
    departements = {d["code"]: d["nom"] for d in read(data, "departements")}
    regions = {r["code"]: r["nom"] for r in read(data, "regions")}
    arrondissements = {a["code"]: a["nom"] for a in read(data, "arrondissements")}
    communes = read(data, "communes")
    former: dict[str, list[str]] = {}
    for commune in communes:
        if "chefLieu" in commune and commune["type"] in ("commune-deleguee", "commune-associee"):
            former.setdefault(commune["chefLieu"], []).append(commune["nom"])
    rows = []
    for commune in communes:
        if commune["type"] not in ("commune-actuelle", "arrondissement-municipal"):
            continue
        parent = commune.get("commune")
        group = epci.get(parent or commune["code"], {})
        names = [name for name in former.get(commune["code"], []) if name != commune["nom"]]
        rows.append(
            {
                "insee": commune["code"],
                "name": commune["nom"],
                "postcodes": commune.get("codesPostaux", []),
                "epci": group.get("code"),
                "epci_name": group.get("nom"),
                "departement": commune["departement"],
                "departement_name": departements.get(commune["departement"]),
                "arrondissement": commune.get("arrondissement"),
                "arrondissement_name": arrondissements.get(commune.get("arrondissement", "")),
                "region": commune["region"],
                "region_name": regions.get(commune["region"]),
                "population": commune.get("population"),
                "parent": parent,
                "former_names": sorted(names),
            }
        )
    return sorted(rows, key=lambda row: str(row["insee"]))


def build(root: Path, target: Path) -> int:
    """Write the table to `target` and return how many rows it holds; switched by rename."""
    package = root / PACKAGE
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    rows = rows_from(package / "data")
    table = {
        "format": FORMAT,
        "source": f"@etalab/decoupage-administratif {version}",
        "communes": rows,
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}.part")
    draft.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    draft.replace(target)
    return len(rows)
