"""Passages: what is searched of an entry, under ids that follow the content."""

from retrieval.passages import Kind, as_document, from_stored, passages_of


def test_an_entry_gives_its_wordings_and_its_sections(make_entry):
    passages = passages_of(make_entry("moulin", "réparer un moulin"))
    kinds = [each.kind for each in passages]
    assert kinds.count(Kind.WORDING) == 10
    sections = (Kind.TITLE, Kind.SUMMARY, Kind.WHO, Kind.CONDITIONS, Kind.STEPS, Kind.PRACTICAL)
    assert all(kinds.count(kind) == 1 for kind in sections)


def test_ids_stay_the_same_while_the_text_does(make_entry):
    first = passages_of(make_entry("moulin", "réparer un moulin"))
    again = passages_of(make_entry("moulin", "réparer un moulin"))
    assert [each.id for each in first] == [each.id for each in again]
    assert len({each.id for each in first}) == len(first)


def test_only_the_edited_section_gets_a_new_id(make_entry):
    before = passages_of(make_entry("moulin", "réparer un moulin"))
    after = passages_of(make_entry("moulin", "réparer un moulin", delay="environ deux mois"))
    fresh = [each for each in after if each.id not in {old.id for old in before}]
    assert [each.kind for each in fresh] == [Kind.PRACTICAL]


def test_look_alikes_are_not_searched_as_if_they_were_the_need(make_entry):
    texts = " ".join(each.text for each in passages_of(make_entry("moulin", "réparer un moulin")))
    assert "dromadaire" not in texts


def test_the_same_wording_twice_is_one_passage(make_entry):
    entry = make_entry("moulin", "réparer un moulin", asked_as=("mon moulin est cassé",) * 10)
    kinds = [each.kind for each in passages_of(entry)]
    assert kinds.count(Kind.WORDING) == 1


def test_a_passage_comes_back_whole_from_a_langchain_document(make_entry):
    for passage in passages_of(make_entry("moulin", "réparer un moulin")):
        stored = as_document(passage)
        assert from_stored(stored.id, stored.page_content, stored.metadata) == passage
