"""Signs stay with their word; what is safe stays safe, what is not stays escaped."""

import pytest
from markupsafe import Markup

from channels.pages import environment
from channels.typography import spaced


@pytest.mark.parametrize(("text", "wanted"), [
    ("Qui ? Quand ! Ici : oui", "Qui\u00a0? Quand\u00a0! Ici\u00a0: oui"),
    ("« oui »", "«\u00a0oui\u00a0»"),
    ("de 9 h 30 à 12 h", "de 9\u00a0h\u00a030 à 12\u00a0h"),
    ("sans signe", "sans signe"),
    ("", ""),
])
def test_a_sign_is_held_to_its_word(text, wanted):
    assert spaced(text) == wanted


def test_markup_stays_markup_and_other_values_pass():
    assert isinstance(spaced(Markup("<b>oui</b> ?")), Markup)
    assert spaced(3) == 3


def test_a_page_still_escapes_what_people_write():
    page = environment().from_string("{{ words }}").render(words="<script>alert(1)</script> ?")
    assert page == "&lt;script&gt;alert(1)&lt;/script&gt;\u00a0?"
