"""Our featurizers inside Rasa's own types (run under Rasa's Python 3.10)."""

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.encoder import SIZES, encode
from bot.nlu.letter_featurizer import LetterFeaturizer
from bot.nlu.letters import Letters
from bot.nlu.sentence_featurizer import SentenceFeaturizer

CONTEXT = ExecutionContext(GraphSchema({}), node_name="essai")
EMPTY = ["", "   ", "😀😀", "!?…"]


def message(text):
    made = Message({TEXT: text, INTENT: "essai"})
    WhitespaceTokenizer(WhitespaceTokenizer.get_default_config()).process([made])
    return made


def sentence_row(made):
    return made.get_dense_features(TEXT)[1].features[0]


def featurizer(encoder):
    config = {**SentenceFeaturizer.get_default_config(), "encoder": encoder}
    return SentenceFeaturizer.create(config, None, None, CONTEXT)


@pytest.fixture
def dense():
    return featurizer("use")


@pytest.fixture
def letters(tmp_path):
    storage = LocalModelStorage(tmp_path)
    made = LetterFeaturizer.create(LetterFeaturizer.get_default_config(), storage,
                                   Resource("letters"), CONTEXT)
    made.train(TrainingData([message("j'ai perdu mon boulot"), message("payer mon loyer")]))
    return made


def test_a_sentence_is_one_row_of_512_numbers_as_long_as_the_scale(dense):
    made = dense.process([message("j'ai perdu mon boulot")])[0]
    assert made.get_dense_features(TEXT)[1].features.shape == (1, 512)
    assert np.linalg.norm(sentence_row(made)) == pytest.approx(4.0, abs=0.01)


@pytest.mark.parametrize("text", EMPTY)
def test_a_message_without_words_is_a_zero_vector(dense, text):
    made = dense.process([message(text)])[0]
    assert sentence_row(made).shape == (512,)
    assert not sentence_row(made).any()


@pytest.mark.parametrize("encoder", SIZES)
def test_two_wordings_are_nearer_than_two_subjects(encoder):
    job, work, cake = (sentence_row(each) for each in featurizer(encoder).process(
        [message("j'ai perdu mon boulot"), message("je n'ai plus de travail"),
         message("une recette de gâteau")]))
    assert job @ work > job @ cake


def test_the_search_encoder_gives_the_same_row_whatever_is_read_beside_it():
    alone = encode(["payer mon loyer"], "e5")[0]
    beside = encode(["payer mon loyer", "une phrase bien plus longue que la première", "😀"], "e5")
    assert alone.shape == (384,)
    assert np.linalg.norm(alone) == pytest.approx(1.0, abs=0.01)
    assert alone @ beside[0] > 0.9999
    assert not beside[2].any()


def test_an_unknown_encoder_is_refused():
    with pytest.raises(ValueError, match="expected one of"):
        SentenceFeaturizer.validate_config({"encoder": "autre"})


def test_letters_ignore_accents_and_forgive_spelling(letters):
    rows = [each.get_sparse_features(TEXT)[1].features.toarray()[0] for each in letters.process(
        [message("payer mon loyer"), message("PAYÉ mon loyé"), message("météo demain")])]
    assert np.linalg.norm(rows[0]) == pytest.approx(4.0)
    assert rows[0] @ rows[1] > 3 * abs(rows[0] @ rows[2])


@pytest.mark.parametrize("text", EMPTY)
def test_letters_of_a_message_without_words_do_not_fail(letters, text):
    made = letters.process([message(text)])[0]
    assert made.get_sparse_features(TEXT)[1].features.shape[0] == 1


def test_letters_are_the_same_once_loaded(letters, tmp_path):
    loaded = LetterFeaturizer.load(LetterFeaturizer.get_default_config(),
                                   LocalModelStorage(tmp_path), Resource("letters"), CONTEXT)
    one, other = (each.process([message("mon loyer")])[0].get_sparse_features(TEXT)[1]
                  for each in (letters, loaded))
    assert abs(one.features - other.features).max() < 1e-12


def test_only_the_most_frequent_groups_of_letters_are_kept():
    kept = Letters(3, 6, 5)
    kept.fit(["payer mon loyer", "payer ma taxe"])
    assert kept.vectors(["payer"]).shape == (1, 5)
    assert abs(Letters.load(kept.dump()).vectors(["payer"]) - kept.vectors(["payer"])).max() < 1e-12


def test_a_scale_that_is_not_above_zero_is_refused():
    for component in (SentenceFeaturizer, LetterFeaturizer):
        with pytest.raises(ValueError, match="above 0"):
            component.validate_config({"scale": 0})
