"""A reply as plain text: the parts in order, said once, with the French of every channel."""

from datetime import date

import pytest

from channels.linking import linked
from channels.rendering import Part, as_plain
from channels.wording import (
    dial,
    distance_text,
    opening_line,
    partner_lines,
    place_in_queue,
    source_date,
    tel,
)
from tests.channels import samples


def test_a_card_reads_in_order_and_says_its_answer_once() -> None:
    blocks = as_plain(samples.answered("t"))
    parts = list(dict.fromkeys(block.part for block in blocks))
    assert parts == [Part.MESSAGE, Part.ANSWER, Part.WARNING, Part.WHO, Part.CALL, Part.SECTION,
                     Part.NEAR, Part.ONLINE, Part.SOURCE]
    whole = "\n".join(block.text for block in blocks)
    assert whole.count(samples.BODY) == 1
    assert "Décide : France Travail" in whole
    assert "Appeler France Travail : 39 49" in whole
    assert "Appel gratuit" in whole
    assert "D'après le texte officiel du 1er mars 2025" in whole
    assert [block.buttons for block in blocks if block.buttons] == [samples.FACETS]
    assert blocks[-1].buttons == samples.FACETS


def test_papers_delay_and_cost_come_before_the_rest() -> None:
    titles = [block.title for block in as_plain(samples.answered("t"))
              if block.part is Part.SECTION]
    assert titles == ["Ce qu'il faut apporter", "Délai", "Coût", "Qui peut en bénéficier",
                      "Les étapes"]


def test_a_follow_up_is_not_said_twice() -> None:
    whole = "\n".join(block.text for block in as_plain(samples.follow_up("t")))
    assert whole.count("L'attestation de votre employeur") == 1


def test_danger_numbers_that_no_sentence_gives_come_first() -> None:
    first = as_plain(samples.in_danger("t"))[0]
    assert (first.part, first.lines) == (Part.URGENT, ("Appelez le 112",))


def test_the_brief_and_the_queue_are_said() -> None:
    offered = "\n".join(block.text for block in as_plain(samples.offered("t")))
    assert "• Sujet : emploi" in offered
    queued = "\n".join(block.text for block in as_plain(samples.queued("t")))
    assert "1 personne avant vous." in queued
    assert "23874910" in queued


def test_several_needs_are_listed_with_where_they_stand() -> None:
    whole = "\n".join(block.text for block in as_plain(samples.several("t")))
    assert "• Aide au logement (à voir ensuite)" in whole


def test_buttons_alone_still_have_a_block() -> None:
    reply = samples.said("t", samples.Outcome.CLARIFICATION, " ")
    assert [block.part for block in as_plain(reply)] == [Part.BUTTONS]


@pytest.mark.parametrize(("number", "shown", "link"), [
    ("3949", "39 49", "tel:3949"), ("0466498200", "04 66 49 82 00", "tel:0466498200"),
    ("+33466498200", "04 66 49 82 00", "tel:+33466498200"), ("115", "115", "tel:115"),
    ("116 117", "116 117", "tel:116117"),
    ("0805160075", "0 805 160 075", "tel:0805160075"), ("114", "114", "sms:114")])
def test_numbers_read_as_people_write_them(number: str, shown: str, link: str) -> None:
    assert dial(number) == shown
    assert tel(number) == link


def test_a_closed_line_says_when_it_opens() -> None:
    call = samples.ANSWER.call
    assert call is not None
    closed = call.model_copy(update={"open_now": False, "next_opening_text": "demain à 8 h"})
    assert opening_line(closed) == "Fermé en ce moment, ouvre demain à 8 h"
    assert opening_line(call.model_copy(update={"open_now": None})) == ""


def test_a_place_says_its_age_and_how_sure_its_number_is() -> None:
    assert "Numéro à vérifier : 04 00 00 00 01" in partner_lines(samples.NEAR)
    assert "Téléphone : 04 00 00 00 02" in partner_lines(samples.NEAR_CONFIRMED)
    assert distance_text(samples.NEAR) == "à 3 km"
    assert distance_text(samples.NEAR_CONFIRMED) == "à moins de 1 km"


def test_a_source_says_the_date_of_its_text() -> None:
    source = samples.ANSWER.sources[0]
    assert source_date(source) == "texte du 1er mars 2025, relu le 23 novembre 2026"
    undated = source.model_copy(update={"text_dated_on": None, "checked_on": date(2026, 11, 2)})
    assert source_date(undated) == "lu le 2 novembre 2026"


def test_the_queue_is_said_in_people() -> None:
    assert place_in_queue(1) == "Vous êtes la prochaine personne."
    assert place_in_queue(3) == "2 personnes avant vous."


def test_only_web_addresses_become_links_and_the_rest_is_escaped() -> None:
    made = str(linked('<b> voir https://www.caf.fr/aides?a=1&b=2. javascript:alert(1) "'))
    assert made.count("<a ") == 1
    assert 'href="https://www.caf.fr/aides?a=1&amp;b=2"' in made
    assert made.startswith("&lt;b&gt;")
