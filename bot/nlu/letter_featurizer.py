"""A sparse featurizer: weighted letter groups, of fixed length so as not to drown the sentence."""

from typing import Any

import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.letters import Letters

FILE = "letters.json"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True
)
class LetterFeaturizer(SparseFeaturizer, GraphComponent):
    """Learns its groups of letters from the examples; every row has length `scale` or zero."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**SparseFeaturizer.get_default_config(), "scale": 4.0, "shortest": 2, "longest": 5,
                "most": None}

    def __init__(self, config: dict[str, Any], name: str, storage: ModelStorage,
                 resource: Resource, letters: Letters | None = None) -> None:
        super().__init__(name, config)
        self._storage = storage
        self._resource = resource
        self._letters = letters

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> "LetterFeaturizer":
        return cls(config, execution_context.node_name, model_storage, resource)

    @classmethod
    def load(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
             execution_context: ExecutionContext, **kwargs: Any) -> "LetterFeaturizer":
        with model_storage.read_from(resource) as folder:
            letters = Letters.load((folder / FILE).read_text(encoding="utf-8"))
        return cls(config, execution_context.node_name, model_storage, resource, letters)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Accept any scale above zero."""
        if not config.get("scale", 4.0) > 0:
            raise ValueError("scale: expected a number above 0")

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples and keep what was learnt with the model."""
        texts = [each.get(TEXT) for each in training_data.training_examples if each.get(TEXT)]
        self._letters = Letters(self._config["shortest"], self._config["longest"],
                                self._config["most"])
        self._letters.fit(texts)
        with self._storage.write_to(self._resource) as folder:
            (folder / FILE).write_text(self._letters.dump(), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        rows = self._letters.vectors([message.get(TEXT) or "" for message in messages])
        rows = rows * self._config["scale"]
        for at, message in enumerate(messages):
            self._add(message, rows[at])
        return messages

    def _add(self, message: Message, row: scipy.sparse.spmatrix) -> None:
        """Add one row for the sentence; the classifier reads no row by word."""
        name = self._config[FEATURIZER_CLASS_ALIAS]
        message.add_features(Features(row.tocoo(), FEATURE_TYPE_SENTENCE, TEXT, name))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process([each for each in training_data.training_examples if each.get(TEXT)])
        return training_data
