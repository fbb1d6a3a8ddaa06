"""Reading one publication: nothing lost, each body with its case."""

from knowledge.imports.publication import PublicationKind, SectionKind
from knowledge.imports.service_public import read_publication
from tests.knowledge.imports.corpus import fiche, pivots


def test_every_block_becomes_a_section_with_its_case_path() -> None:
    found = read_publication("F1", fiche("F1").encode(), pivots())
    assert [(each.kind, each.title, each.case) for each in found.sections] == [
        (SectionKind.CHAPTER, "Demande", ()),
        (SectionKind.CASE, "Demande", ("Régime général",)),
        (SectionKind.NOTE, "À noter", ()),
        (SectionKind.WARNING, "Attention", ()),
        (SectionKind.TABLE, "Plafonds fictifs", ()),
    ]
    first = found.sections[0].text
    assert first == "Remplissez le formulaire fictif.\n• Une pièce fictive\n• Un relevé fictif"
    assert found.sections[-1].text == "Seul | 1 €"


def test_each_body_keeps_its_case_and_gets_our_organisation() -> None:
    found = read_publication("F1", fiche("F1").encode(), pivots())
    assert [(each.organisation, each.case) for each in found.bodies] == [
        ("caf", ("Régime général",)), ("msa", ("Régime agricole", "Salarié")), ("mairie", ())]
    assert found.bodies[0].url == "https://www.example.org/caf"


def test_title_theme_date_service_and_address_are_read() -> None:
    found = read_publication("F1", fiche("F1").encode(), pivots())
    assert (found.title, found.introduction) == ("Demander l'aide fictive",
                                                 "Cette aide n'existe pas.")
    assert found.theme == ("Logement",)
    assert str(found.modified_on) == "2026-11-02"
    assert found.online[0].title == "Service fictif"
    assert found.url == "https://www.service-public.gouv.fr/particuliers/vosdroits/F1"


def test_the_kinds_of_publication_are_told_apart() -> None:
    said = {"Fiche d'information": PublicationKind.FICHE,
            "Fiche Question-réponse": PublicationKind.QUESTION,
            "Fiche Comment faire si": PublicationKind.HOW_TO,
            "Recherche guidée": PublicationKind.GUIDED_SEARCH}
    for words, kind in said.items():
        found = read_publication("F1", fiche("F1", kind=words).encode(), pivots())
        assert found.kind is kind


def test_a_file_without_a_word_is_a_skeleton_and_says_so() -> None:
    empty = fiche("F1", title="", introduction="", day="", body="<Texte><Paragraphe/></Texte>")
    found = read_publication("F1", empty.replace("modified ", "").replace(
        ">Logement<", "><").encode(), pivots())
    assert (found.has_text, found.title, found.modified_on) == (False, "", None)
    assert found.theme_ids == ("N1",)
