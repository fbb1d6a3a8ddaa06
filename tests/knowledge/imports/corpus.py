"""Builds small fictitious archives in the shape of the official corpora."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from knowledge.imports.partners import Ground
from knowledge.imports.pivots import Pivots, load_pivots
from knowledge.imports.run import ImportReport, run_import
from knowledge.imports.service_public import service_public
from knowledge.imports.shelf import Shelf
from knowledge.imports.source import Source
from knowledge.organisations import Organisations
from tests.people import NOW, organisation, places

TODAY = NOW.date()
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
FICHE = """<Publication xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ID="{key}" type="{kind}"
 xsi:noNamespaceSchemaLocation="../Schemas/3.4/Publication.xsd">
<dc:title>{title}</dc:title><dc:date>modified {day}</dc:date>
<FilDAriane><Niveau ID="Particuliers">Accueil</Niveau><Niveau ID="N1">Logement</Niveau>
<Niveau ID="{key}">{title}</Niveau></FilDAriane>
<Introduction><Texte><Paragraphe>{introduction}</Paragraphe></Texte></Introduction>
{body}</Publication>"""
BODY = """<Texte><Chapitre><Titre><Paragraphe>Demande</Paragraphe></Titre>
<Paragraphe>Remplissez le <LienInterne LienPublication="R1">formulaire fictif</LienInterne>.
</Paragraphe>
<Liste type="puce"><Item><Paragraphe>Une pièce fictive</Paragraphe></Item>
<Item><Paragraphe>Un relevé fictif</Paragraphe></Item></Liste>
<BlocCas affichage="radio"><Cas><Titre><Paragraphe>Régime général</Paragraphe></Titre>
<Paragraphe>Écrivez à votre caisse.</Paragraphe>
<OuSAdresser ID="R9" type="Local"><Titre>Caisse d'allocations familiales (Caf)</Titre>
<PivotLocal>caf</PivotLocal><RessourceWeb URL="https://www.example.org/caf"/></OuSAdresser></Cas>
<Cas><Titre><Paragraphe>Régime agricole</Paragraphe></Titre>
<BlocCas><Cas><Titre><Paragraphe>Salarié</Paragraphe></Titre>
<OuSAdresser ID="R8" type="Local"><Titre>MSA fictive</Titre><PivotLocal>msa</PivotLocal>
</OuSAdresser></Cas></BlocCas></Cas></BlocCas>
<ANoter><Titre>À noter</Titre><Paragraphe>C'est gratuit.</Paragraphe></ANoter>
<Attention><Titre>Attention</Titre><Paragraphe>Gardez une copie.</Paragraphe></Attention>
<Tableau><Titre>Plafonds fictifs</Titre><Colonne/><Rangée><Cellule>Seul</Cellule>
<Cellule>1 €</Cellule></Rangée></Tableau></Chapitre></Texte>
<ServiceEnLigne ID="R1" URL="https://www.example.org/service" type="Téléservice">
<Titre>Service fictif</Titre></ServiceEnLigne>
<OuSAdresser ID="R7" type="Centre"><Titre>Mairie</Titre></OuSAdresser>"""


def fiche(key: str, title: str = "Demander l'aide fictive", day: str = "2026-11-02",
          introduction: str = "Cette aide n'existe pas.", body: str = BODY,
          kind: str = "Fiche d'information") -> str:
    """Return one publication as XML."""
    return DECLARATION + FICHE.format(key=key, title=title, day=day, kind=kind,
                                      introduction=introduction, body=body)


def zipped(path: Path, files: dict[str, str | bytes]) -> Path:
    """Write a zip."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def corpus(path: Path, *keys: str) -> Path:
    """Write a corpus of fictitious fiches."""
    return zipped(path, {f"{key}.xml": fiche(key) for key in keys or ("F1", "F2", "F3")})


def pivots() -> Pivots:
    """Return the look-up of the small registry."""
    return load_pivots(wide_registry())


def wide_registry() -> Organisations:
    """Return a small registry with the pivots that the fictitious files use."""
    keys = {"caf": ("caf",), "msa": ("msa",), "mairie": ("mairie",), "france_services": ("msap",),
            "mdph": ("maison_handicapees",), "ccas": (), "tribunal": ("ti",)}
    return Organisations(tuple(organisation(key, pivots=codes) for key, codes in keys.items()))


def ground(*departements: str) -> Ground:
    """Return what reading a fictitious directory needs."""
    known = wide_registry()
    return Ground(load_pivots(known), known, places(), TODAY, frozenset(departements))


def quiet(_done: int, _total: int | None) -> None:
    """Show no progress."""


def bring(archives: Path | Sequence[Path], shelf: Shelf, source: Source | None = None,
          skip_faulty: bool = False, today: date = TODAY) -> ImportReport:
    """Import with the fictitious settings."""
    paths = [archives] if isinstance(archives, Path) else list(archives)
    return run_import(source or service_public(pivots()), paths, shelf, quiet, skip_faulty, today)


def as_json(path: Path, rows: object) -> Path:
    """Write JSON."""
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return path

