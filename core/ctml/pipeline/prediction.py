"""The whole pipeline twice: as a chain of arrows, and in one go."""

from dataclasses import dataclass

import numpy as np

from ctml.category import Compose, Morphism
from ctml.domain import Distribution, Parameters, TokenId
from ctml.errors import InvalidValueError
from ctml.pipeline.embedding import Embedding
from ctml.pipeline.linear import LinearToLogits
from ctml.pipeline.softmax import Softmax


def predictor(parameters: Parameters) -> Compose[TokenId, Distribution]:
    """Return the pipeline for these parameters: Embedding >> LinearToLogits >> Softmax.

    Args:
        parameters: what the model knows.
    """
    return Embedding(parameters) >> LinearToLogits(parameters) >> Softmax()


@dataclass(frozen=True, slots=True, repr=False)
class DirectPredict(Morphism[TokenId, Distribution]):
    """The same arrow, written out: softmax(embedding[t] · lm_head + bias).

    It shows what composition hides, and that it hides nothing else: both give equal results.

    Attributes:
        parameters: what the model knows.
    """

    parameters: Parameters

    def __call__(self, token: TokenId, /) -> Distribution:
        """Return how likely each next token is, shape [V].

        Args:
            token: a token of the vocabulary.

        Raises:
            InvalidValueError: the vocabulary is smaller than that, or a score is too large for
                a float.
        """
        embedding = self.parameters.embedding
        if token.index >= len(embedding):
            needed = f"a token of its vocabulary, with an index below {len(embedding)}"
            raise InvalidValueError("DirectPredict", f"{token}", needed)
        with np.errstate(all="ignore"):  # Distribution refuses what comes of an overflow
            scores = embedding[token.index] @ self.parameters.lm_head + self.parameters.bias
            weights = np.exp(scores - scores.max())
        return Distribution(weights / weights.sum())
