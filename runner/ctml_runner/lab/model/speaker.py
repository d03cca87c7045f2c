"""Speaker: a trained model with its tokenizer, from a prompt to what it writes."""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from ctml.domain import Logits, TokenId, TokenStream
from ctml.inference import Sampling, choose, start_reading
from ctml.models import LanguageModel
from ctml.tokenization import Encode, Tokenizer

NEWLINE = b"\n"
"""What stands before everything: a prompt may be empty, a row of tokens may not."""


@dataclass(frozen=True, slots=True)
class Written:
    """A token that was written.

    Attributes:
        token: which one.
        text: the letters that it completed; a letter of several bytes comes with its last one.
        logits: the scores that it was chosen by.
        seen: what was there before it, as far back as the model looks.
    """

    token: TokenId
    text: str
    logits: Logits
    seen: TokenStream


@dataclass(frozen=True, slots=True)
class Speaker:
    """A language model that can be asked to go on with a text.

    Attributes:
        model: the model; it remembers nothing of how it computes.
        tokenizer: which bytes become which tokens.
    """

    model: LanguageModel
    tokenizer: Tokenizer

    def encoded(self, text: str) -> TokenStream:
        """Return a text in tokens; never none."""
        return Encode(self.tokenizer)(text.encode("utf-8", "replace") or NEWLINE)

    def token_text(self, token: TokenId) -> str:
        """Return what one token stands for; half a letter is shown as a sign for it."""
        return self.tokenizer.vocabulary[token.index].decode("utf-8", "replace")

    def goes_on(
        self, prompt: TokenStream, sampling: Callable[[], Sampling], draw: np.random.Generator
    ) -> Iterator[Written]:
        """Yield what it writes after a prompt, token by token, without end.

        Args:
            prompt: at least one token.
            sampling: how each token is chosen; asked anew for each, so that it may change.
            draw: where chance comes from; it moves on by one number a token.
        """
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        seen, reading = prompt, start_reading(self.model).prefill(prompt)
        while True:
            seen = TokenStream(seen.ids[-self.model.context.length :])
            logits = reading.logits
            token = choose(logits, seen, sampling(), draw).token
            text = decoder.decode(self.tokenizer.vocabulary[token.index])
            yield Written(token, text, logits, seen)
            seen = TokenStream(np.append(seen.ids, token.index))
            reading = reading.decode(token)
