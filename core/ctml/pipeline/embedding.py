"""Embedding: a token becomes numbers."""

from dataclasses import dataclass

from ctml.category import Morphism
from ctml.domain import Parameters, TokenId, Vector
from ctml.errors import InvalidValueError


@dataclass(frozen=True, slots=True, repr=False)
class Embedding(Morphism[TokenId, Vector]):
    """Look up the row of a token: v = embedding[t], shape [D].

    The lookup is a product in disguise: one-hot(t) [V] · embedding [V, D] picks the same row.

    Attributes:
        parameters: where the table stands.
    """

    parameters: Parameters

    def __call__(self, token: TokenId, /) -> Vector:
        """Return the row of the token.

        Args:
            token: a token of the vocabulary.

        Raises:
            InvalidValueError: the vocabulary is smaller than that.
        """
        vocab = self.parameters.vocab_size.size
        if token.index >= vocab:
            needed = f"a token of its vocabulary, with an index below {vocab}"
            raise InvalidValueError("Embedding", f"{token}", needed)
        return Vector(self.parameters.embedding[token.index])
