"""Reading with a cache equals reading anew, in every form; what may be asked when is a type."""

from itertools import islice

import numpy as np
import pytest
from tests.core import small_language_models as small
from tests.core.mutants import put_in_place

from ctml.data import WindowLength
from ctml.domain import TokenId, TokenStream, VocabSize
from ctml.errors import InvalidValueError
from ctml.inference import (
    EmptyCache,
    UnreadText,
    generated,
    start_reading,
    window_start,
)
from ctml.models import Bigram, BigramSizes, Positions, Transformer
from ctml.nn import Beginning
from ctml.tensor import Precision

ATOL = {Precision.DOUBLE: 1e-12, Precision.SINGLE: 2e-5}
TEXT = TokenStream(np.random.default_rng(4).integers(0, small.VOCAB, 24))


def assert_reads_alike(model: Transformer, prompt: int) -> None:
    """Read a prompt and all that follows, far beyond the window, with a cache and without."""
    start = TokenStream(TEXT.ids[:prompt])
    cached, anew = EmptyCache(model).prefill(start), UnreadText(model).prefill(start)
    atol = ATOL[model.embedding.table.precision]
    for token in TEXT.ids[prompt:].tolist():
        np.testing.assert_allclose(cached.logits.values, anew.logits.values, 0, atol)
        cached, anew = cached.decode(TokenId(token)), anew.decode(TokenId(token))


@pytest.mark.parametrize("prompt", [1, 5, small.CONTEXT, 16])
@pytest.mark.parametrize("precision", Precision)
@pytest.mark.parametrize(("positions", "tied"), small.FORMS)
def test_scores_with_a_cache_are_those_of_the_whole_window(
    positions: Positions, tied: bool, precision: Precision, prompt: int
) -> None:
    assert_reads_alike(small.transformer(positions, tied=tied, precision=precision), prompt)


def test_without_a_cache_they_are_the_scores_of_the_model() -> None:
    model, ids = small.transformer(), TEXT.ids[:6]
    found = UnreadText(model).prefill(TokenStream(ids)).logits.values
    np.testing.assert_allclose(found, model(ids[None]).values[0, -1], 1e-13)


@pytest.mark.parametrize("context", [1, 2, 3, 7, 8])
def test_the_window_holds_the_newest_tokens_and_at_least_half_of_what_it_can(context: int) -> None:
    longest = WindowLength(context)
    starts = [window_start(length, longest) for length in range(1, 60)]
    assert starts == sorted(starts)
    for length, start in enumerate(starts, start=1):
        assert 0 < length - start <= context
        assert length - start > context - max(1, context // 2) or start == 0
    assert starts[:context] == [0] * context


def test_a_reading_can_be_gone_on_from_once_and_an_empty_cache_again_and_again() -> None:
    empty = EmptyCache(small.transformer())
    first = empty.prefill(TokenStream([1, 2]))
    second = first.decode(TokenId(3))
    with pytest.raises(
        InvalidValueError, match="a reading that was gone on from: it needs the newest"
    ):
        first.decode(TokenId(4))
    again = empty.prefill(TokenStream([1, 2, 3]))
    np.testing.assert_allclose(second.logits.values, again.logits.values, 1e-12)


def test_what_cannot_be_read_is_refused() -> None:
    for unread in (EmptyCache(small.transformer()), UnreadText(small.transformer())):
        with pytest.raises(InvalidValueError, match="at least one token"):
            unread.prefill(TokenStream([]))
        with pytest.raises(InvalidValueError, match="11"):
            _ = unread.prefill(TokenStream([11])).logits
        with pytest.raises(InvalidValueError, match="11"):
            _ = unread.prefill(TokenStream([1])).decode(TokenId(11)).logits


def test_the_way_to_read_is_chosen_by_the_model() -> None:
    bigram = Bigram.initial(
        BigramSizes(VocabSize(small.VOCAB), WindowLength(4)), Beginning.seeded(1)
    )
    assert isinstance(start_reading(small.transformer()), EmptyCache)
    assert isinstance(start_reading(bigram), UnreadText)


def test_generated_tokens_are_chosen_from_scores_and_the_text_so_far() -> None:
    model, seen = small.transformer(Positions.ROTARY), []

    def choose(logits: object, text: TokenStream) -> TokenId:
        seen.append(text.ids.tolist())
        return TokenId(len(text) % small.VOCAB)

    prompt = TokenStream([4, 2])
    tokens = [one.index for one in islice(generated(start_reading(model), prompt, choose), 12)]
    assert tokens == [(2 + place) % small.VOCAB for place in range(12)]
    assert seen == [[4, 2, *tokens[:place]] for place in range(12)]


MUTANTS: list[tuple[str, str, str]] = [
    ("normed_map", "y += self.bias", "pass"),
    ("normed_map", "y /= np.sqrt(square, out=square)", "pass"),
    ("cached_block", "centred(attention.output.values)", "attention.output.values"),
    ("cached_block", "centred(thought.w_out.values)", "thought.w_out.values"),
    ("cached_block", "centred(thought.b_out.values)", "thought.b_out.values"),
    ("cached_block", "0.5 / SCALE", "1 / SCALE"),
    ("cached_block", "SCALE * thought.b_in.values", "thought.b_in.values"),
    ("cached_block", "before:end], self", "0:length], self"),
    ("cached_block", "np.tri(length, end, before", "np.tri(length, end, end"),
    ("cached_block", "turned(key, turns)", "key"),
    ("cached_block", "x += weights.b_out", "pass"),
    ("cached_model", "centred(table.values)", "table.values"),
    ("cached_model", "centred(model.place(zeros).values)", "model.place(zeros).values"),
    ("cached_model", "weights.places[start:end]", "weights.places[: tokens.size]"),
    ("cached_model", "weights.turns[start:end]", "weights.turns[: tokens.size]"),
    ("cached_model", "math.sqrt(width)", "1"),
    ("cache", "self.window[start:]", "self.window[start + 1 :]"),
    ("cache", "prompt.ids[start:]", "prompt.ids[: self.weights.sizes.context.length]"),
]
"""The module, its own text, and the mutant's."""


@pytest.mark.parametrize(("module", "old", "new"), MUTANTS)
def test_a_wrong_step_is_noticed(
    module: str, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(f"ctml.inference.{module}", old, new, monkeypatch)
    with pytest.raises((AssertionError, ValueError)):
        assert_all_read_alike()


def assert_all_read_alike() -> None:
    for positions in Positions:
        assert_reads_alike(small.transformer(positions), 16)
        assert_reads_alike(small.transformer(positions), 3)
