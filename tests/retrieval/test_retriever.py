"""Searching: the right entry first, the band, the domain, reloads under fire."""

import threading

import pytest

from retrieval.embeddings import EncoderMissing
from retrieval.exact import ExactWordings
from retrieval.index import Index
from retrieval.live import LiveRetriever
from retrieval.passages import passages_of
from retrieval.query import Band, IndexMissing, Query
from retrieval.retriever import IndexRetriever
from retrieval.sync import sync


@pytest.fixture
def entries(make_entry):
    return [
        make_entry("moulin", "réparer un moulin"),
        make_entry("phare", "allumer un phare", domain="taxes"),
        make_entry("horloge", "remonter une horloge", domain="taxes"),
    ]


@pytest.fixture
def retriever(entries, index_dir, encoder, rule):
    sync(entries, index_dir, encoder)
    made = IndexRetriever(Index.open(index_dir, encoder), encoder, rule)
    yield made
    made.index.close()


def test_the_entry_asked_for_comes_first(retriever):
    found = retriever.search(Query("comment réparer mon moulin"))
    assert found.best.entry_id == "moulin"
    assert found.band is Band.ANSWER
    assert found.confidence == found.best.probability
    assert found.versions["encoder"] == "tiny-1"
    assert found.versions["confidence"] == "rule-of-test"
    assert found.took_ms > 0


def test_a_question_about_nothing_held_is_declined(retriever):
    assert retriever.search(Query("recette xylophone banquise")).band is Band.DECLINE


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "12 34", "?!"])
def test_a_text_without_a_letter_finds_nothing(retriever, text):
    found = retriever.search(Query(text))
    assert (found.candidates, found.band, found.confidence) == ((), Band.DECLINE, 0.0)


def test_the_limit_bounds_the_candidates(retriever):
    assert len(retriever.search(Query("une lettre à la mairie", limit=2)).candidates) == 2


def test_the_domain_tips_an_even_balance_and_no_more(retriever):
    even = "un phare et un moulin"
    plain = {each.entry_id: each.score for each in retriever.search(Query(even)).candidates}
    tipped = retriever.search(Query(even, domains={"taxes": 1.0}))
    scores = {each.entry_id: each.score for each in tipped.candidates}
    assert scores["phare"] > plain["phare"]
    assert scores["moulin"] == plain["moulin"]
    sure = retriever.search(Query("réparer un moulin", domains={"taxes": 1.0}))
    assert sure.best.entry_id == "moulin"


def test_probabilities_stay_within_bounds(retriever):
    for text in ("moulin phare horloge", "réparer un moulin", "rien de tel"):
        held = [each.probability for each in retriever.search(Query(text)).candidates]
        assert all(0.0 <= each <= 1.0 for each in held)
        assert sum(held) <= 1.0 + 1e-9


def test_a_very_long_question_is_searched_all_the_same(retriever):
    assert retriever.search(Query("réparer un moulin " * 200)).best.entry_id == "moulin"


def test_searching_without_an_index_is_said_before_the_encoder_loads(index_dir, rule):
    def load():
        raise AssertionError("the encoder is not needed to see that there is no index")

    with pytest.raises(IndexMissing):
        LiveRetriever(index_dir, load, rule).search(Query("moulin"))


def test_an_encoder_that_cannot_load_is_an_index_that_cannot_be_asked(
    entries, index_dir, encoder, rule
):
    sync(entries, index_dir, encoder)
    ready = []

    def load():
        if not ready:
            raise EncoderMissing("préparez l'encodeur")
        return encoder

    live = LiveRetriever(index_dir, load, rule)
    with pytest.raises(IndexMissing, match="préparez"):
        live.search(Query("moulin"))
    ready.append(True)
    assert live.search(Query("réparer un moulin")).best.entry_id == "moulin"
    live.close()


def test_a_published_change_answers_at_once(entries, make_entry, index_dir, encoder, rule):
    live = LiveRetriever(index_dir, lambda: encoder, rule)
    live.apply_changes(entries)
    before = live.search(Query("dompter un dragon")).band
    report = live.apply_changes([*entries, make_entry("dragon", "dompter un dragon")])
    assert (before, report.created, report.unchanged) == (Band.DECLINE, 1, 3)
    assert live.search(Query("dompter un dragon")).best.entry_id == "dragon"
    assert live.status().entries == 4
    live.close()


def test_the_status_says_whether_it_can_be_asked(entries, index_dir, encoder, rule):
    live = LiveRetriever(index_dir, lambda: encoder, rule)
    assert not live.status().ready
    live.apply_changes(entries)
    assert (live.status().ready, live.status().entries) == (True, 3)
    live.close()


def test_searches_go_on_while_the_index_is_reloaded(entries, make_entry, index_dir, encoder, rule):
    live = LiveRetriever(index_dir, lambda: encoder, rule)
    live.apply_changes(entries)
    faults, done = [], threading.Event()

    def ask():
        while not done.is_set():
            try:
                assert live.search(Query("réparer un moulin")).best.entry_id == "moulin"
            except Exception as fault:
                faults.append(fault)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for each in threads:
        each.start()
    for at in range(4):
        live.apply_changes([*entries, make_entry(f"objet-{at}", f"polir un objet numéro {at}")])
    done.set()
    for each in threads:
        each.join()
    live.close()
    assert faults == []


def test_the_very_wording_of_an_entry_is_answered_surely(retriever, entries):
    wording = entries[1].asked_as[3]
    found = retriever.search(Query(f"  {wording.upper()} ?"))
    assert found.best is not None
    assert found.best.entry_id == entries[1].id
    assert found.confidence >= 0.97
    assert sum(each.probability for each in found.candidates) <= 1.0 + 1e-9


def test_the_very_name_of_a_need_is_answered_surely(make_entry, index_dir, encoder, rule):
    named = make_entry("rsf", "fictif", title="Demander le revenu solidaire fictif (RSF)")
    other = make_entry("rsf-handicap", "autre", title="Revenu solidaire fictif et handicap")
    sync([named, other], index_dir, encoder)
    retriever = IndexRetriever(Index.open(index_dir, encoder), encoder, rule)
    for text in ("comment toucher le RSF ?", "revenu solidaire fictif", "je veux le rsf svp"):
        found = retriever.search(Query(text))
        assert found.best.entry_id == "rsf"
        assert found.confidence >= 0.97
    assert retriever.search(Query("le rsf à Lyon pour mon fils")).confidence < 0.97
    retriever.index.close()


def test_a_name_that_two_entries_share_is_nobody_s(make_entry):
    twins = [make_entry("un", "premier", title="Un permis fictif"),
             make_entry("deux", "second", title="Demander un permis fictif")]
    known = ExactWordings(each for entry in twins for each in passages_of(entry))
    assert known.entry_of("permis fictif") is None


def test_one_ordinary_word_is_a_theme_not_a_name(make_entry):
    known = ExactWordings(passages_of(make_entry("un", "premier", title="Demander sa retraite")))
    assert known.entry_of("retraite") is None
