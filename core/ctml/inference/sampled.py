"""sampled: one token after the other, each with what it was chosen from."""

from collections.abc import Iterator

import numpy as np

from ctml.domain import TokenStream
from ctml.errors import InvalidValueError
from ctml.inference.generation import start_reading
from ctml.inference.sampling import Chosen, Sampling, choose
from ctml.models import LanguageModel


def sampled(
    model: LanguageModel, prompt: TokenStream, sampling: Sampling, draw: np.random.Generator
) -> Iterator[Chosen]:
    """Return the tokens that follow, without end; ``itertools.islice`` takes as many as wanted.

    It reads as fast as ``start_reading`` can. The penalty for repetition looks back as far as the
    model's context and no further.

    Args:
        model: any language model.
        prompt: what it goes on from, at least one token.
        sampling: how each token is chosen.
        draw: where chance comes from; it moves on by one number a token.

    Raises:
        InvalidValueError: the prompt is empty, or has a token outside the model's vocabulary.
    """
    require_prompt(model, prompt)
    return _tokens(model, prompt, sampling, draw)


def require_prompt(model: LanguageModel, prompt: TokenStream) -> None:
    """Do nothing, if the model can go on from these tokens.

    Args:
        model: any language model.
        prompt: what it is to go on from.

    Raises:
        InvalidValueError: the prompt is empty, or has a token outside the model's vocabulary.
    """
    if not len(prompt):
        raise InvalidValueError("sampled", "an empty prompt", "at least one token to go on from")
    largest, size = int(prompt.ids.max()), model.vocab.size
    if largest >= size:
        needed = f"ids below {size}, the size of the model's vocabulary"
        raise InvalidValueError("sampled", f"the token id {largest}", needed)


def _tokens(
    model: LanguageModel, prompt: TokenStream, sampling: Sampling, draw: np.random.Generator
) -> Iterator[Chosen]:
    seen, reading = prompt, start_reading(model).prefill(prompt)
    while True:
        seen = TokenStream(seen.ids[-model.context.length :])
        chosen = choose(reading.logits, seen, sampling, draw)
        yield chosen
        seen = TokenStream(np.append(seen.ids, chosen.token.index))
        reading = reading.decode(chosen.token)
