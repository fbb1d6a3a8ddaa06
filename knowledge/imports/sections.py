"""Walks the body of a publication: sections with their case path, bodies, online services."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from knowledge.imports.pivots import Pivots
from knowledge.imports.publication import Body, OnlineLink, Section, SectionKind
from knowledge.imports.xml_tree import text_of

CASES = frozenset({"Cas", "Situation"})
CHAPTERS = frozenset({"Chapitre", "SousChapitre"})
ASIDES = {
    "ANoter": SectionKind.NOTE, "ASavoir": SectionKind.NOTE, "Attention": SectionKind.WARNING,
    "Avertissement": SectionKind.WARNING, "Rappel": SectionKind.REMINDER,
    "Tableau": SectionKind.TABLE,
}
ONLINE = frozenset({"ServiceEnLigne", "ServiceEnLigneAnnexe", "ServiceEnLigneAlternatif"})
SKIPPED = frozenset({"Titre", "Condition", "Definition", "Abreviation", "Reference", "Source"})


@dataclass
class Walk:
    """What was gathered so far; `_lines` belong to the section being read."""

    pivots: Pivots
    sections: list[Section] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    online: dict[str, OnlineLink] = field(default_factory=dict)
    _lines: list[str] = field(default_factory=list)

    def into(self, parent: Element, kind: SectionKind, title: str, case: tuple[str, ...]) -> None:
        """Read the children of a container as one section, and what it contains as others."""
        for child in parent:
            tag = child.tag
            if tag in SKIPPED:
                continue
            if tag in CASES or tag in CHAPTERS or tag in ASIDES:
                self._close(kind, title, case)
                self._inside(child, title, case)
            elif tag == "OuSAdresser":
                self.bodies.append(body_of(child, self.pivots, case))
            elif tag in ONLINE:
                link = online_of(child)
                self.online.setdefault(link.id or link.title, link)
            elif tag == "Liste":
                self._lines += [f"• {text}" for text in map(text_of, child) if text]
            elif tag == "Paragraphe":
                self._lines += [text] if (text := text_of(child)) else []
            else:  # Texte, BlocCas, ListeSituations, FragmentConditionne…
                self.into(child, kind, title, case)
        self._close(kind, title, case)

    def _inside(self, child: Element, title: str, case: tuple[str, ...]) -> None:
        own = text_of(child.find("Titre"))
        if child.tag in CASES:
            inner = (*case, own) if own else case
            self.into(child, SectionKind.CASE, title or own, inner)
        elif child.tag in CHAPTERS:
            self.into(child, SectionKind.CHAPTER, own or title, case)
        elif child.tag == "Tableau":
            self._lines += [" | ".join(text_of(cell) for cell in row)
                            for row in child.findall("Rangée") if text_of(row)]
            self._close(SectionKind.TABLE, own or title, case)
        else:
            self.into(child, ASIDES[child.tag], own or title, case)

    def _close(self, kind: SectionKind, title: str, case: tuple[str, ...]) -> None:
        if self._lines:
            text = "\n".join(self._lines)
            self.sections.append(Section(kind=kind, title=title, text=text, case=case))
            self._lines = []


def body_of(element: Element, pivots: Pivots, case: tuple[str, ...]) -> Body:
    """Read one OuSAdresser; its organisation is found by pivot, else by name."""
    name, pivot = text_of(element.find("Titre")), text_of(element.find("PivotLocal")) or None
    web = element.find("RessourceWeb")
    return Body(name=name, pivot=pivot, organisation=pivots.organisation(pivot, name),
                url=web.get("URL") if web is not None else None,
                note=text_of(element.find("Complement")), case=case)


def online_of(element: Element) -> OnlineLink:
    """Read one online service."""
    return OnlineLink(id=element.get("ID", ""), title=text_of(element.find("Titre")),
                      kind=element.get("type", ""), url=element.get("URL"))
