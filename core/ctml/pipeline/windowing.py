"""DatasetWindowing: a text becomes examples of what follows what."""

from dataclasses import dataclass
from itertools import pairwise

from ctml.category import Morphism
from ctml.domain import TokenSequence, TrainingExample, TrainingSet
from ctml.errors import InvalidValueError


@dataclass(frozen=True, slots=True, repr=False)
class DatasetWindowing(Morphism[TokenSequence, TrainingSet]):
    """Slide a window of two over the text: 4, 8, 15, 16 gives (4, 8), (8, 15), (15, 16)."""

    def __call__(self, text: TokenSequence, /) -> TrainingSet:
        """Return an example for each token that has a successor: N tokens give N - 1.

        Args:
            text: two tokens or more.

        Raises:
            InvalidValueError: there is one token only, which nothing follows.
        """
        if len(text) < 2:
            raise InvalidValueError("DatasetWindowing", "a text of 1 token", "2 tokens or more")
        return TrainingSet(TrainingExample(token, after) for token, after in pairwise(text))
