"""Reading: a text on its way through a model, whose types say what may be asked when.

    Unread --prefill(prompt)--> Reading --decode(token)--> Reading --decode(token)--> ...

Only a ``Reading`` has scores for the next token, and only there a next token makes sense: to
decode before something was read is a type error, and nothing that could happen at run time.

How far a model looks back is its context, C. A text that outgrows it is read through a window that
jumps: as soon as there are more than C tokens, the oldest half of the window is forgotten. The
places in it are counted from 0 again, as the model has learned them. To move the window by one
token each time would change every place each time, and the whole window would have to be read
anew for each token.
"""

from typing import Protocol

from ctml.data import WindowLength
from ctml.domain import Logits, TokenId, TokenStream


class Reading(Protocol):
    """A text of at least one token that was read, ready for the next one."""

    @property
    def logits(self) -> Logits:
        """The score of each token that may come next, shape [V]."""
        ...

    def decode(self, token: TokenId, /) -> "Reading":
        """Return the reading with one token more.

        A reading that was gone on from must not be gone on from again.

        Args:
            token: the next one.

        Raises:
            InvalidValueError: it is outside the vocabulary, a number is beyond every float, or
                this reading was gone on from before.
        """
        ...


class Unread(Protocol):
    """A model that has read nothing yet, so that nothing can be asked of it."""

    def prefill(self, prompt: TokenStream, /) -> Reading:
        """Return the reading of a whole prompt at once; it may be longer than the context.

        Args:
            prompt: at least one token.

        Raises:
            InvalidValueError: there is none, a token is outside the vocabulary, or a number is
                beyond every float.
        """
        ...


def window_start(length: int, context: WindowLength) -> int:
    """Return where the window begins in a text: at the smallest multiple of C // 2 that will do.

    Args:
        length: how many tokens the text has.
        context: C, how many of them the model can read.
    """
    hop = max(1, context.length // 2)
    too_many = max(0, length - context.length)
    return -(-too_many // hop) * hop
