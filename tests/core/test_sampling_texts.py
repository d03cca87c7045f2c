"""Texts from any model: what follows is drawn from what the model says."""

from itertools import islice

import numpy as np
import pytest
from tests.core.tuned_models import TRANSFORMER

from ctml.data import WindowLength
from ctml.domain import ModelDimension, TokenId, TokenStream, VocabSize
from ctml.errors import InvalidValueError
from ctml.inference import Sampling, UnreadText, choose, sampled
from ctml.models import Bigram, BigramSizes, Mlp, MlpSizes
from ctml.nn import Beginning
from ctml.tensor import parameter

CIRCLE = Bigram(
    BigramSizes(VocabSize(3), WindowLength(2)), parameter([[0, 9, 0], [0, 0, 9], [9, 0, 0]])
)
MLP = Mlp.initial(
    MlpSizes(VocabSize(7), WindowLength(3), ModelDimension(4), 5), Beginning.seeded(1)
)


def tokens(prompt: list[int], sampling: Sampling, count: int, seed: int = 0) -> list[int]:
    draw = np.random.default_rng(seed)
    found = sampled(CIRCLE, TokenStream(prompt), sampling, draw)
    return [one.token.index for one in islice(found, count)]


def test_a_model_that_is_sure_goes_round_and_round() -> None:
    assert tokens([0], Sampling(temperature=0), 7) == [1, 2, 0, 1, 2, 0, 1]


def test_the_prompt_is_read_to_its_end() -> None:
    assert tokens([0, 1, 1, 0, 2], Sampling(temperature=0), 2) == [0, 1]


def test_equal_seeds_give_equal_texts_and_others_others() -> None:
    hot = Sampling(temperature=9)
    assert tokens([0], hot, 40) == tokens([0], hot, 40)
    assert tokens([0], hot, 40) != tokens([0], hot, 40, seed=1)


def test_each_token_is_chosen_from_what_the_model_says_about_the_text() -> None:
    sampling, prompt = Sampling(0.7, top_k=5, repetition=1.3), [6, 0, 4, 4]
    found = list(islice(sampled(MLP, TokenStream(prompt), sampling, np.random.default_rng(2)), 8))
    draw, text = np.random.default_rng(2), prompt
    for chosen in found:
        logits = UnreadText(MLP).prefill(TokenStream(text)).logits
        assert choose(logits, TokenStream(text[-3:]), sampling, draw) == chosen
        text = [*text, chosen.token.index]


def test_with_a_cache_the_same_tokens_are_chosen_from_the_same_shares() -> None:
    """The text outgrows the context of five, so that the window has to jump."""
    sampling, draw, text = Sampling(1.5), np.random.default_rng(4), [1, 2]
    found = sampled(TRANSFORMER, TokenStream(text), sampling, np.random.default_rng(4))
    for chosen in islice(found, 12):
        logits = UnreadText(TRANSFORMER).prefill(TokenStream(text)).logits
        expected = choose(logits, TokenStream(text[-5:]), sampling, draw)
        got, want = chosen.distribution.values, expected.distribution.values
        np.testing.assert_allclose(got, want, rtol=1e-9, atol=1e-12)
        assert chosen.token == expected.token
        text = [*text, chosen.token.index]


def test_each_token_comes_with_what_it_was_chosen_from() -> None:
    sure = sampled(CIRCLE, TokenStream([0]), Sampling(), np.random.default_rng(0))
    chosen = next(sure)
    np.testing.assert_allclose(chosen.distribution.values.sum(), 1)
    assert chosen.distribution.values.argmax() == 1
    assert chosen.token == TokenId(1)


def test_a_prompt_that_can_not_be_read_is_refused_at_once() -> None:
    draw = np.random.default_rng(0)
    with pytest.raises(InvalidValueError) as empty:
        sampled(CIRCLE, TokenStream([]), Sampling(), draw)
    assert str(empty.value) == (
        "sampled refuses an empty prompt: it needs at least one token to go on from"
    )
    with pytest.raises(InvalidValueError) as unknown:
        sampled(CIRCLE, TokenStream([0, 3]), Sampling(), draw)
    assert str(unknown.value) == (
        "sampled refuses the token id 3: it needs ids below 3, the size of the model's vocabulary"
    )
