"""A dense featurizer: one sentence vector a message, and a zero vector when it has no words."""

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.encoder import SIZES, encode


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False
)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Multiplies the unit sentence vector of `encoder` ("use" or "e5") by `scale`.

    Rasa's logistic regression has no setting for its regularisation: a vector `scale` times
    longer weakens it `scale`² times.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**DenseFeaturizer.get_default_config(), "encoder": "use", "scale": 4.0}

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> "SentenceFeaturizer":
        return cls(config, execution_context.node_name)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Accept a known encoder, and any scale above zero."""
        if config.get("encoder", "use") not in SIZES:
            raise ValueError(f"encoder: expected one of {sorted(SIZES)}")
        if not config.get("scale", 4.0) > 0:
            raise ValueError("scale: expected a number above 0")

    def process(self, messages: list[Message]) -> list[Message]:
        texts = [message.get(TEXT) or "" for message in messages]
        rows = encode(texts, self._config["encoder"]) * np.float32(self._config["scale"])
        for message, row in zip(messages, rows, strict=True):
            self._add(message, row)
        return messages

    def _add(self, message: Message, row: np.ndarray) -> None:
        """Add one row for the sentence; the classifier reads no row by word."""
        name = self._config[FEATURIZER_CLASS_ALIAS]
        message.add_features(Features(row[None], FEATURE_TYPE_SENTENCE, TEXT, name))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process([each for each in training_data.training_examples if each.get(TEXT)])
        return training_data
