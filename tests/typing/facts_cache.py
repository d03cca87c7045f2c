"""Facts about reading with a cache: checked by mypy and pyright, never run."""

from typing import assert_type

from ctml.domain import Logits, TokenId, TokenStream
from ctml.inference import EmptyCache, PrefilledCache, Reading, Unread, UnreadText, start_reading
from ctml.models import LanguageModel, Transformer


def only_what_was_read_can_be_gone_on_from(model: Transformer, text: TokenStream) -> None:
    empty = EmptyCache(model)
    assert_type(empty.prefill(text), PrefilledCache)
    assert_type(empty.prefill(text).decode(TokenId(1)), PrefilledCache)
    assert_type(empty.prefill(text).logits, Logits)
    empty.decode(TokenId(1))  # type: ignore[attr-defined]
    _ = empty.logits  # type: ignore[attr-defined]
    empty.prefill(text).prefill(text)  # type: ignore[attr-defined]
    empty.prefill(text).decode(1)  # type: ignore[arg-type]


def decode(reading: Reading, token: TokenId) -> Reading:
    return reading.decode(token)


def with_a_cache_or_without(model: LanguageModel, text: TokenStream) -> None:
    unread = start_reading(model)
    assert_type(unread, Unread)
    assert_type(decode(unread.prefill(text), TokenId(1)), Reading)
    decode(UnreadText(model).prefill(text), TokenId(1))
    decode(unread, TokenId(1))  # type: ignore[arg-type]
    EmptyCache(model)  # type: ignore[arg-type]
