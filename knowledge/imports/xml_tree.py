"""Reads one XML file into a small tree: no network, no entity, no DTD, bounded depth."""

from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from knowledge.imports.refusal import ImportRefused, RecordRefused

DEEPEST = 60  # the corpus of 2020 goes 25 deep


def parse_xml(data: bytes, name: str) -> Element:
    """Return the root. Raises RecordRefused when malformed, ImportRefused for a hostile file."""
    depth = 0
    root: Element | None = None
    try:
        for event, element in iterparse(BytesIO(data), events=("start", "end"), forbid_dtd=True):
            if event == "start":
                depth += 1
                root = element if root is None else root
                if depth > DEEPEST:
                    raise ImportRefused(f"« {name} » a une structure anormalement profonde")
            else:
                depth -= 1
    except DefusedXmlException as fault:
        message = f"« {name} » déclare des entités ou une DTD : fichier hostile"
        raise ImportRefused(message) from fault
    except ParseError as fault:
        line, _ = fault.position
        raise RecordRefused(f"XML mal formé (ligne {line})", is_damage=True) from fault
    except (ValueError, LookupError) as fault:  # an encoding that is unknown or not the one used
        raise RecordRefused("encodage illisible", is_damage=True) from fault
    if root is None:
        raise RecordRefused("fichier vide", is_damage=True)
    return root


def text_of(element: Element | None) -> str:
    """Return all the text under an element, spaces made single; "" for None."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
