"""RepetitionPenalty: what was said before becomes less likely."""

from dataclasses import dataclass

import numpy as np

from ctml.category import Morphism
from ctml.domain import Logits, TokenStream
from ctml.domain.finite_number import positive_number
from ctml.domain.kind import require_kind
from ctml.errors import InvalidValueError


@dataclass(frozen=True, slots=True, repr=False)
class RepetitionPenalty(Morphism[Logits, Logits]):
    """Push down the scores of tokens that were there before, each once, by its sign.

        z'_i = z_i / θ  if z_i > 0,  else  z_i · θ        for each i among those seen

    The paper only divides (arXiv 1909.05858, section 4.1); that would pull a negative score up
    towards 0 and reward the repetition. Zero stays zero. Scores count from 0 here, so it comes
    first: what moves all scores alike, such as nothing at all, would change what it does.

    Attributes:
        penalty: θ, above 0; 1 changes nothing, below 1 repetition is rewarded.
        seen: the tokens that were there, any number.

    Raises:
        InvalidTypeError: the penalty is not a number, or the tokens no ``TokenStream``.
        InvalidValueError: the penalty is 0, negative, NaN or infinite.
    """

    penalty: float
    seen: TokenStream

    def __post_init__(self) -> None:
        number = positive_number("RepetitionPenalty.penalty", self.penalty)
        object.__setattr__(self, "penalty", number)
        require_kind("RepetitionPenalty.seen", self.seen, TokenStream, "a TokenStream")

    def __call__(self, logits: Logits, /) -> Logits:
        """Return the scores, those of the seen tokens pushed down.

        Args:
            logits: z, shape [V].

        Raises:
            InvalidValueError: a token that was seen is outside the vocabulary, or a score grows
                beyond every float.
        """
        if self.penalty == 1 or not len(self.seen):
            return logits
        places = np.unique(self.seen.ids)
        if places[-1] >= logits.values.size:
            needed = f"tokens of the vocabulary, with ids below {logits.values.size}"
            raise InvalidValueError("RepetitionPenalty", f"the token {places[-1]}", needed)
        scores = logits.values.copy()
        before = scores[places]
        with np.errstate(over="ignore"):  # Logits refuse what comes of it
            scores[places] = np.where(before > 0, before / self.penalty, before * self.penalty)
        return Logits(scores)
