"""generated: token after token, each chosen from what the model makes of all before it."""

from collections.abc import Callable, Iterator

from ctml.domain import Logits, TokenId, TokenStream
from ctml.inference.cache import EmptyCache
from ctml.inference.reading import Unread
from ctml.inference.recomputed import UnreadText
from ctml.models import LanguageModel, Transformer


def start_reading(model: LanguageModel) -> Unread:
    """Return the fastest way to read with a model: with a cache where there is one for it.

    Args:
        model: any language model.
    """
    if isinstance(model, Transformer) and model.bends_by_gelu:
        return EmptyCache(model)
    return UnreadText(model)


def generated(
    unread: Unread, prompt: TokenStream, choose: Callable[[Logits, TokenStream], TokenId]
) -> Iterator[TokenId]:
    """Yield the tokens that follow the prompt, one by one and without end.

    Args:
        unread: the model, as ``start_reading`` gives it.
        prompt: at least one token.
        choose: from the scores, and all tokens so far, to the next one.

    Raises:
        InvalidValueError: there is no prompt, a token is outside the vocabulary, or a number
            beyond every float.
    """
    text = prompt.ids.tolist()
    reading = unread.prefill(prompt)
    while True:
        token = choose(reading.logits, TokenStream(text))
        yield token
        text.append(token.index)
        reading = reading.decode(token)
