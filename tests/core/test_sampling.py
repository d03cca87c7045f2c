"""From scores to one token: each stage does what its formula says, in the limits and between."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.mutants import put_in_place

from ctml import laws
from ctml.category import Morphism
from ctml.domain import Batch, Distribution, Logits, TokenId, TokenStream
from ctml.errors import InvalidTypeError, InvalidValueError
from ctml.inference import (
    DrawAt,
    Greedy,
    RepetitionPenalty,
    Sampling,
    Temperature,
    TopK,
    TopP,
    choose,
)
from ctml.pipeline import Softmax

scores = st.lists(st.floats(-30, 30), min_size=1, max_size=12).map(Logits)
uneven = st.lists(
    st.integers(-300, 300).map(lambda n: n / 10), min_size=2, max_size=12, unique=True
).map(Logits)
chances = st.floats(0, 1, exclude_max=True)
FIVE = Distribution([0.1, 0.4, 0.05, 0.3, 0.15])


def shares(*values: float) -> Distribution:
    return Distribution(values)


def support(distribution: Distribution) -> list[int]:
    places: list[int] = np.flatnonzero(distribution.values).tolist()
    return places


@given(scores)
def test_a_temperature_of_one_changes_nothing(logits: Logits) -> None:
    assert Temperature(1)(logits) == logits


@given(scores, st.floats(0.1, 10), st.floats(0.1, 10))
def test_two_temperatures_are_one_their_product(logits: Logits, first: float, then: float) -> None:
    twice = (Temperature(first) >> Temperature(then))(logits)
    np.testing.assert_allclose(
        twice.values, Temperature(first * then)(logits).values, 1e-12, 1e-300
    )


@given(uneven)
def test_towards_zero_the_largest_score_gets_all(logits: Logits) -> None:
    for cold in (1e-4, 1e-308, 5e-324):
        frozen = (Temperature(cold) >> Softmax())(logits)
        assert support(frozen) == [int(logits.values.argmax())]


@given(scores)
def test_towards_infinity_every_token_gets_the_same(logits: Logits) -> None:
    hot = (Temperature(1e300) >> Softmax())(logits).values
    np.testing.assert_allclose(hot, 1 / hot.size, rtol=1e-12)


def test_scores_beyond_every_float_keep_their_order() -> None:
    cold = (Temperature(1e-300) >> Softmax())(Logits([1e10, 1e10, 9e9]))
    assert cold == shares(0.5, 0.5, 0.0)


def test_a_temperature_by_its_formula() -> None:
    assert Temperature(2)(Logits([2, 1, 0])) == Logits([1, 0.5, 0])
    np.testing.assert_allclose(
        (Temperature(0.5) >> Softmax())(Logits([1, 0.5, 0])).values,
        [0.665241, 0.244728, 0.090031],
        atol=5e-7,
    )


def test_the_k_likeliest_share_all() -> None:
    np.testing.assert_allclose(TopK(2)(FIVE).values, [0, 0.4 / 0.7, 0, 0.3 / 0.7, 0])
    assert TopK(1)(FIVE) == shares(0, 1, 0, 0, 0)
    assert TopK(5)(FIVE) == TopK(99)(FIVE) == FIVE


def test_of_tokens_as_likely_those_with_smaller_ids_are_kept() -> None:
    assert TopK(2)(shares(0.25, 0.25, 0.25, 0.25)) == shares(0.5, 0.5, 0, 0)


@given(scores, st.integers(1, 14))
def test_k_tokens_can_come_and_no_more(logits: Logits, k: int) -> None:
    before = Softmax()(logits)
    kept = support(TopK(k)(before))
    assert len(kept) == min(k, len(support(before)))
    left_out = np.delete(before.values, kept)
    assert left_out.max(initial=0.0) <= before.values[kept].min()


def test_the_token_that_crosses_p_is_kept() -> None:
    np.testing.assert_allclose(TopP(0.5)(FIVE).values, [0, 0.4 / 0.7, 0, 0.3 / 0.7, 0])
    np.testing.assert_allclose(TopP(0.75)(FIVE).values, [0, 8 / 17, 0, 6 / 17, 3 / 17])
    assert TopP(1e-9)(FIVE) == TopP(0.4)(FIVE) == shares(0, 1, 0, 0, 0)
    assert TopP(1)(FIVE) == FIVE


@given(scores, st.floats(0.01, 0.999))
def test_the_nucleus_reaches_p_and_would_not_without_its_last_token(
    logits: Logits, p: float
) -> None:
    before = Softmax()(logits).values
    kept = before[support(TopP(p)(Distribution(before)))]
    assert kept.sum() >= p - 1e-12
    assert kept.sum() - kept.min() < p + 1e-12


@given(scores, st.integers(1, 12), st.floats(0.01, 1))
def test_what_is_cut_keeps_its_proportions(logits: Logits, k: int, p: float) -> None:
    before = Softmax()(logits)
    for cut in (TopK(k), TopP(p), TopK(k) >> TopP(p)):
        after = cut(before)
        kept = support(after)
        ratio = after.values[kept] / before.values[kept]
        np.testing.assert_allclose(ratio, ratio[0], rtol=1e-9)


@given(scores, st.integers(1, 12))
def test_cutting_twice_cuts_no_more(logits: Logits, k: int) -> None:
    once = TopK(k)(Softmax()(logits))
    np.testing.assert_allclose(TopK(k)(once).values, once.values, rtol=1e-12)


def test_a_penalty_pushes_both_signs_down() -> None:
    seen = TokenStream([0, 1, 2, 0])
    after = RepetitionPenalty(2, seen)(Logits([3, -3, 0, 5]))
    assert after == Logits([1.5, -6, 0, 5])


@given(scores, st.floats(1, 5), st.integers(0, 11))
def test_a_token_that_was_there_becomes_no_likelier(
    logits: Logits, penalty: float, said: int
) -> None:
    place = said % logits.values.size
    after = RepetitionPenalty(penalty, TokenStream([place]))(logits)
    assert after.values[place] <= logits.values[place]
    assert np.array_equal(np.delete(after.values, place), np.delete(logits.values, place))


def test_a_penalty_of_one_or_for_nothing_changes_nothing() -> None:
    logits = Logits([1, 2])
    assert RepetitionPenalty(1, TokenStream([0]))(logits) == logits
    assert RepetitionPenalty(3, TokenStream([]))(logits) == logits


@given(scores, chances)
def test_greedy_is_the_only_one_of_one_whatever_chance_says(logits: Logits, chance: float) -> None:
    shared = Softmax()(logits)
    assert (TopK(1) >> DrawAt(chance))(shared) == Greedy()(shared)


def test_of_tokens_as_likely_greedy_takes_the_smallest_id() -> None:
    assert Greedy()(shares(0.2, 0.4, 0.4)) == TokenId(1)


def test_each_token_is_as_wide_as_it_is_likely() -> None:
    given = shares(0.25, 0, 0.5, 0.25, 0)
    ends = {0: 0, 0.2499: 0, 0.25: 2, 0.7499: 2, 0.75: 3, math.nextafter(1, 0): 3}
    assert {at: DrawAt(at)(given).index for at in ends} == ends


@given(scores, chances)
def test_what_can_not_come_never_comes(logits: Logits, chance: float) -> None:
    cut = TopK(2)(Softmax()(logits))
    assert DrawAt(chance)(cut).index in support(cut)


def test_tokens_come_as_often_as_they_are_likely() -> None:
    draw, n = np.random.default_rng(3), 20_000
    drawn = [DrawAt(draw.random())(FIVE).index for _ in range(n)]
    expected = FIVE.values * n
    chi_squared = float(((np.bincount(drawn, minlength=5) - expected) ** 2 / expected).sum())
    assert chi_squared < 18.47, "4 degrees of freedom exceed this once in a thousand"


def test_at_temperature_zero_the_most_likely_token_is_taken() -> None:
    logits, draw = Logits([1, 3, 2]), np.random.default_rng(0)
    cold = Sampling(temperature=0, top_k=2)
    chosen = [choose(logits, TokenStream([]), cold, draw) for _ in range(20)]
    assert {one.token for one in chosen} == {TokenId(1)}
    assert chosen[0].distribution == shares(0, 1, 0)


def test_all_stages_together_are_their_chain() -> None:
    logits, seen = Logits([2, 1, 0, -1]), TokenStream([0])
    chain = RepetitionPenalty(1.5, seen) >> Temperature(0.7) >> Softmax() >> TopK(3) >> TopP(0.9)
    shaping = Sampling(0.7, top_k=3, top_p=0.9, repetition=1.5).shaping(seen)
    assert shaping(logits) == chain(logits)
    assert shaping.name == chain.name


def test_equal_seeds_choose_alike_and_each_choice_uses_up_one_number() -> None:
    logits, seen = Logits([1, 1.1, 0.9]), TokenStream([])
    warm, cold = Sampling(), Sampling(temperature=0)
    one, other = np.random.default_rng(7), np.random.default_rng(7)
    assert choose(logits, seen, warm, one) == choose(logits, seen, warm, other)
    choose(logits, seen, warm, one)
    choose(logits, seen, cold, other)
    assert one.random() == other.random()


def arrow_name(arrow: Morphism[Distribution, object]) -> str:
    laws.walking_again(arrow, FIVE).check()
    laws.identity_before(arrow, FIVE).check()
    laws.batches_keep_the_identity(Batch((FIVE,))).check()
    return arrow.name


def test_every_stage_is_an_arrow() -> None:
    for arrow in (TopK(2), TopP(0.5), Greedy(), DrawAt(0.3)):
        assert arrow_name(arrow) == type(arrow).__name__
    for moved in (Temperature(2), RepetitionPenalty(2, TokenStream([1]))):
        laws.associativity(moved, Temperature(3), Softmax(), Logits([1, -2])).check()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Temperature(0), "Temperature refuses 0.0: it needs a finite number above 0"),
        (lambda: TopK(0), "TopK refuses 0: it needs"),
        (lambda: TopP(0), "TopP refuses 0.0: it needs a finite number above 0"),
        (lambda: TopP(1.5), "TopP refuses 1.5: it needs a share of at most 1"),
        (lambda: DrawAt(1), "DrawAt refuses 1.0: it needs a number from 0 to below 1"),
        (lambda: Sampling(temperature=-1), "Sampling.temperature refuses -1.0: it needs"),
        (lambda: Sampling(top_k=0), "TopK refuses 0: it needs"),
        (lambda: Sampling(top_p=math.nan), "TopP refuses nan: it needs"),
        (lambda: Sampling(repetition=0), "RepetitionPenalty.penalty refuses 0.0: it needs"),
        (
            lambda: RepetitionPenalty(2, TokenStream([2]))(Logits([1, 2])),
            "RepetitionPenalty refuses the token 2: it needs tokens of the vocabulary, with ids",
        ),
    ],
)
def test_what_is_no_setting_is_refused_by_name(make: "object", says: str) -> None:
    assert callable(make)
    with pytest.raises(InvalidValueError) as caught:
        make()
    assert str(caught.value).startswith(says)


def test_what_is_no_number_is_refused_by_name() -> None:
    with pytest.raises(InvalidTypeError, match="Temperature refuses 'hot'"):
        Temperature("hot")  # type: ignore[arg-type]
    with pytest.raises(InvalidTypeError, match=r"RepetitionPenalty.seen refuses \[1\] \(list\)"):
        RepetitionPenalty(2, [1])  # type: ignore[arg-type]


MUTANTS = [
    ("temperature", "logits.values / self.value", "logits.values * self.value",
     "test_a_temperature_by_its_formula"),
    ("temperature", "scores - scores.max()", "scores - scores.min()",
     "test_scores_beyond_every_float_keep_their_order"),
    ("truncation", "order[: crossing + 1]", "order[: crossing or 1]",
     "test_the_token_that_crosses_p_is_kept"),
    ("truncation", 'side="left"', 'side="right"', "test_the_token_that_crosses_p_is_kept"),
    ("truncation", "np.argsort(-shares", "np.argsort(shares", "test_the_k_likeliest_share_all"),
    ("truncation", "kept / kept.sum()", "shares", "test_the_k_likeliest_share_all"),
    ("repetition", "before * self.penalty", "before / self.penalty",
     "test_a_penalty_pushes_both_signs_down"),
    ("drawing", 'side="right"', 'side="left"', "test_each_token_is_as_wide_as_it_is_likely"),
    ("sampling", "Softmax() >> TopK(1)", "Softmax() >> TopK(2)",
     "test_at_temperature_zero_the_most_likely_token_is_taken"),
]  # fmt: skip
"""The module, its own text, the mutant's text, and the test that has to notice."""


@pytest.mark.parametrize(("module", "old", "new", "test"), MUTANTS)
def test_a_wrong_term_is_noticed(
    module: str, old: str, new: str, test: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(f"ctml.inference.{module}", old, new, monkeypatch)
    with pytest.raises((AssertionError, InvalidValueError)):
        globals()[test]()
