"""`python -m evals imports --data DOSSIER`: the imports measured over complete archives."""

import tempfile
from pathlib import Path

from evals.imports.measure import Measured, hostile, peak
from evals.imports.official import figures
from evals.machine import ROOT, header
from knowledge.imports.coverage import coverage, table
from knowledge.imports.directory import joined
from knowledge.organisations import load_organisations
from knowledge.places import load_places

PAGE = ROOT / "docs" / "results" / "imports.md"
CORPUS = "service_public_2020/vosdroits-particuliers-2020-11.zip"
DIRECTORY = "directory/annuaire_dila_2019_48_17_86_03_13.jsonl"
TABLE = ["| archive | secondes | pic (Mio) | lus | ajoutés | modifiés | inchangés | retirés | "
         "refusés | sans texte |", "|---|---|---|---|---|---|---|---|---|---|"]


def run(data: Path, rebuilt: Path | None, page: Path = PAGE) -> int:
    """Measure and write the page. Return 1 when an import that should pass was refused."""
    lines = header("Imports", "python -m evals imports --data DOSSIER --rebuilt ARCHIVE")
    with tempfile.TemporaryDirectory(prefix="qfq-imports-") as folder:
        imports = Path(folder)
        on = ["--on", "2019-10-01"]
        done = [
            peak("corpus de 2020, sans texte", "service-public", data / CORPUS, imports),
            peak("le même, une seconde fois", "service-public", data / CORPUS, imports),
            peak("annuaire de cinq départements (2019)", "annuaire", data / DIRECTORY, imports,
                 on),
        ]
        if rebuilt is not None:
            done += [peak("corpus de 2020, texte reconstruit", "service-public", rebuilt, imports),
                     peak("le même, une seconde fois", "service-public", rebuilt, imports)]
        lines += ["## Temps, mémoire, comptes", "", *TABLE, *(each.row for each in done), ""]
        lines += _refusals(done)
        lines += ["## Archives hostiles", "",
                  "La vraie archive, abîmée. Code 1 : refusée ; l'import précédent reste en "
                  "service.", "", "| archive | code | import précédent intact | secondes |",
                  "|---|---|---|---|", *hostile(rebuilt or data / CORPUS, imports), ""]
        lines += _coverage(imports)
        if rebuilt is not None:
            lines += figures(imports, data / "questions")
    page.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    print("\n".join(lines))
    return 1 if any(each.code for each in done) else 0


def _refusals(done: list[Measured]) -> list[str]:
    lines = ["Refus, par raison :", ""]
    for each in done:
        for reason, count in each.manifest.get("refused_because", {}).items():
            lines.append(f"- {each.label} : {reason} ({count})")
    return [*lines, ""]


def _coverage(imports: Path) -> list[str]:
    places = load_places(ROOT / "var" / "communes" / "communes.json")
    registry = load_organisations(ROOT / "knowledge" / "organisations.yml")
    here = ("03", "13", "17", "48", "86")
    covers = coverage(joined((), imports), places, registry, here)
    return ["## Couverture de l'annuaire de 2019", "",
            "Le fichier ne dit pas quelles communes un lieu sert. C'est supposé par type : une "
            "mairie sert sa commune, un service des impôts son arrondissement, un organisme "
            "départemental ou ouvert à tous son département (knowledge/imports/scope.py). La carte "
            "dit donc « appelez avant de vous déplacer ».", "", *table(covers), ""]
