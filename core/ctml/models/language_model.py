"""LanguageModel: what all language models have in common, from counted pairs to a transformer."""

from abc import abstractmethod
from dataclasses import dataclass

from ctml.category import Morphism
from ctml.data import WindowBatch, WindowLength
from ctml.domain import IntArray, VocabSize
from ctml.nn import AnyMode, Eval, Module, cross_entropy
from ctml.tensor import Tensor


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LanguageModel(Module, Morphism[IntArray, Tensor]):
    """An arrow from token ids [B, T] to scores for the token after each of them, [B, T, V].

    It is a frozen module: named numbers in ``arrays``, another model ``with_arrays``. A concrete
    model has a field ``sizes``, and ``initial(sizes, beginning)`` makes a new one at random;
    ``ctml.models.initial_model`` does so for the sizes of any model. No score at a position
    depends on a token after it.
    """

    @property
    @abstractmethod
    def vocab(self) -> VocabSize:
        """How many different tokens there are, V."""

    @property
    @abstractmethod
    def context(self) -> WindowLength:
        """The longest window that it can read; what lies further back does not count."""

    @abstractmethod
    def scores(self, tokens: IntArray, mode: AnyMode, /) -> Tensor:
        """Return the scores, which are no probabilities yet, [B, T] to [B, T, V].

        Args:
            tokens: ids from 0 to below V; T is at most the context.
            mode: whether it trains, which matters where chance plays a part, such as in dropout.

        Raises:
            InvalidTypeError: the ids are no whole numbers.
            InvalidShapeError: they are no table, or T is longer than the context.
            InvalidValueError: an id is outside the vocabulary, or a number beyond every float.
        """

    def __call__(self, tokens: IntArray, /) -> Tensor:
        """Return the scores as it is judged, [B, T] to [B, T, V]: no chance.

        Args:
            tokens: ids from 0 to below V; T is at most the context.
        """
        return self.scores(tokens, Eval())

    def loss(self, batch: WindowBatch, mode: AnyMode) -> Tensor:
        """Return the mean surprise at the B · T targets in nats, a single number with slopes.

        Args:
            batch: what is read and what came next; T is at most the context.
            mode: whether it trains.

        Raises:
            InvalidShapeError: the windows are longer than the context.
            InvalidValueError: an id is outside the vocabulary, or a number beyond every float.
        """
        return cross_entropy(self.scores(batch.inputs, mode), batch.targets)
