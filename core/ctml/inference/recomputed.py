"""UnreadText and ReadText: reading without a cache, for every model; all is computed each time."""

from dataclasses import dataclass

from ctml.domain import Logits, TokenId, TokenStream
from ctml.errors import InvalidValueError
from ctml.inference.reading import window_start
from ctml.models import LanguageModel


@dataclass(frozen=True, slots=True)
class UnreadText:
    """A model that has read nothing yet.

    Attributes:
        model: any language model.
    """

    model: LanguageModel

    def prefill(self, prompt: TokenStream, /) -> "ReadText":
        """Return the reading of a prompt.

        Args:
            prompt: at least one token.

        Raises:
            InvalidValueError: there is none.
        """
        return ReadText(self.model.without_gradient(), prompt)


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text, and the model that reads it; a value like others, which can be gone on from twice.

    Attributes:
        model: who reads.
        text: all tokens so far, at least one.

    Raises:
        InvalidValueError: there is none.
    """

    model: LanguageModel
    text: TokenStream

    def __post_init__(self) -> None:
        if not len(self.text):
            raise InvalidValueError("prefill", "a text without tokens", "at least one token")

    @property
    def logits(self) -> Logits:
        """The score of each token that may come next, shape [V]; the whole window is read for it.

        Raises:
            InvalidValueError: a token is outside the vocabulary, or a number beyond every float.
        """
        window = self.text.ids[window_start(len(self.text), self.model.context) :]
        return Logits(self.model(window[None, :]).values[0, -1].astype(float))

    def decode(self, token: TokenId, /) -> "ReadText":
        """Return the reading with one token more.

        Args:
            token: the next one.
        """
        return ReadText(self.model, TokenStream([*self.text.ids.tolist(), token.index]))
