"""Tokenizer: which bytes become which tokens."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ctml.domain import VocabSize
from ctml.domain.members import taken
from ctml.tokenization.pair import Pair
from ctml.tokenization.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, init=False, repr=False)
class Tokenizer:
    """A vocabulary on bytes: the 256 bytes, and one token more for each merge.

    Token 256 stands for the first pair, 257 for the second, and so on; a pair may hold any token
    that came before it. As every byte has a token, every text can be encoded, and it comes back
    unchanged. Two tokenizers with equal merges are equal.

    Attributes:
        merges: the pairs, in the order in which they are merged; there may be none.
        vocabulary: what each token stands for, by its id; 256 + M texts of one byte or more.

    Raises:
        InvalidTypeError: something in it is not a ``Pair``.
        InvalidValueError: a pair holds a token that is not there yet, or comes twice, or all
            tokens together stand for more than 64 MiB.
    """

    merges: tuple[Pair, ...]
    vocabulary: tuple[bytes, ...] = field(compare=False)

    def __init__(self, merges: Iterable[Pair] = ()) -> None:
        vocabulary = Vocabulary()
        for pair in taken("Tokenizer", merges):
            vocabulary.add(pair)
        object.__setattr__(self, "merges", vocabulary.merges)
        object.__setattr__(self, "vocabulary", vocabulary.tokens)

    @property
    def vocab_size(self) -> VocabSize:
        """V: how many tokens there are."""
        return VocabSize(len(self.vocabulary))

    def __repr__(self) -> str:
        return f"Tokenizer({len(self.merges)} merges)"
