"""The laws of categories, functors, natural transformations and monoids, over every instance."""

import operator
from dataclasses import dataclass
from functools import reduce
from itertools import count
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.arrows_of_ints import Add, Digits, Times, arrows, batches, numbers, options

from ctml import laws
from ctml.category import Compose, Endomorphism, Morphism
from ctml.checks import Disagreement
from ctml.domain import (
    Batch,
    ModelDimension,
    Nothing,
    Option,
    Parameters,
    Some,
    StepCount,
    Tally,
    TokenId,
    Trace,
    VocabSize,
)
from ctml.pipeline import Embedding, LinearToLogits, Softmax
from ctml.structure import (
    BatchToBatch,
    BatchToOption,
    EndomorphismMonoid,
    Monoid,
    TallyMonoid,
    TraceMonoid,
    first,
    last,
    reverse,
)

A = TypeVar("A")
C = TypeVar("C")
Arrow = Morphism[int, int]
START = Parameters.deterministic(VocabSize(5), ModelDimension(4))
tokens = st.integers(0, 4).map(TokenId)
traces = st.lists(st.text(max_size=3), max_size=4).map(Trace)
tallies = st.lists(numbers, max_size=4).map(lambda seen: Tally(float(sum(seen)), len(seen)))


@given(arrows, arrows, arrows, numbers)
def test_random_arrows_compose_associatively(f: Arrow, g: Arrow, h: Arrow, n: int) -> None:
    laws.associativity(f, g, h, n).check()
    laws.associativity(f, g, Digits(), n).check()


@given(tokens)
def test_the_pipeline_composes_associatively(token: TokenId) -> None:
    stages = Embedding(START), LinearToLogits(START), Softmax()
    laws.associativity(*stages, token).check()
    laws.identity_before(stages[0], token).check()
    laws.identity_after(stages[0], token).check()


@given(arrows, numbers)
def test_the_identity_is_one(f: Arrow, n: int) -> None:
    laws.identity_before(f, n).check()
    laws.identity_after(f, n).check()
    laws.identity_after(Digits(), n).check()


@given(arrows, st.integers(0, 6), st.integers(0, 6), numbers)
def test_iterations_add_up(f: Arrow, m: int, n: int, start: int) -> None:
    laws.iterations_add_up(f, StepCount(m), StepCount(n), start).check()
    laws.no_iteration(f, start).check()


@given(arrows, arrows, batches)
def test_batches_are_a_functor(f: Arrow, g: Arrow, batch: Batch[int]) -> None:
    laws.batches_keep_the_identity(batch).check()
    laws.batches_keep_composition(f, g, batch).check()
    laws.batches_keep_composition(f, Digits(), batch).check()


@given(arrows, arrows, options)
def test_options_are_a_functor(f: Arrow, g: Arrow, option: Option[int]) -> None:
    laws.options_keep_the_identity(option).check()
    laws.options_keep_composition(f, g, option).check()
    laws.options_keep_composition(f, Digits(), option).check()


@pytest.mark.parametrize("pick", [first, last])
@given(arrows, batches)
def test_picking_is_natural(pick: BatchToOption, f: Arrow, batch: Batch[int]) -> None:
    laws.picking_is_natural(pick, f, batch).check()
    laws.picking_is_natural(pick, Digits(), batch).check()


@given(arrows, batches, options)
def test_reversing_and_wrapping_are_natural(
    f: Arrow, batch: Batch[int], option: Option[int]
) -> None:
    rearrange: BatchToBatch = reverse
    laws.rearranging_is_natural(rearrange, f, batch).check()
    laws.wrapping_is_natural(f, option).check()


def largest(batch: Batch[int], /) -> Option[int]:
    return Some(max(batch.items)) if batch.items else Nothing()


def test_a_choice_that_looks_at_the_values_is_not_natural() -> None:
    square = laws.picking_is_natural(largest, Times(-1), Batch((1, 2)))  # type: ignore[arg-type]
    assert square == laws.Equation(Some(-1), Some(-2))
    with pytest.raises(Disagreement) as caught:
        square.check()
    assert (caught.value.place, caught.value.expected, caught.value.got) == (".value", "-2", "-1")


@given(traces, traces, traces)
def test_traces_are_a_monoid(a: Trace[str], b: Trace[str], c: Trace[str]) -> None:
    is_a_monoid(TraceMonoid[str](), a, b, c)


@given(tallies, tallies, tallies)
def test_tallies_are_a_monoid(a: Tally, b: Tally, c: Tally) -> None:
    is_a_monoid(TallyMonoid(), a, b, c)


def is_a_monoid(monoid: Monoid[A], a: A, b: A, c: A) -> None:
    laws.grouping(monoid, a, b, c).check()
    laws.empty_before(monoid, a).check()
    laws.empty_after(monoid, a).check()
    laws.parts_can_be_folded_apart(monoid, [a, b], [c]).check()
    laws.parts_can_be_folded_apart(monoid, [], [a, b, c]).check()


@given(arrows, arrows, arrows, numbers)
def test_endomorphisms_are_a_monoid(f: Arrow, g: Arrow, h: Arrow, n: int) -> None:
    monoid = EndomorphismMonoid[int]()
    for law in (
        laws.grouping(monoid, f, g, h),
        laws.empty_before(monoid, f),
        laws.empty_after(monoid, f),
        laws.parts_can_be_folded_apart(monoid, [f, g], [h]),
    ):
        laws.Equation(law.left(n), law.right(n)).check()


@given(st.lists(arrows, max_size=4), st.lists(arrows, max_size=4))
def test_traces_of_compositions_join(before: list[Arrow], after: list[Arrow]) -> None:
    monoid = EndomorphismMonoid[int]()
    f, g = (reduce(operator.rshift, part, monoid.empty) for part in (before, after))
    laws.composing_joins_traces(f, g).check()
    laws.composing_joins_traces(f, Digits()).check()


@dataclass(frozen=True)
class Means:
    """The mean of two means: it looks like a monoid and has forgotten the counts."""

    @property
    def empty(self) -> float:
        return 0.0

    def combine(self, left: float, right: float, /) -> float:
        return (left + right) / 2


def test_means_without_their_counts_break_every_law_of_a_monoid() -> None:
    means = Means()
    assert laws.grouping(means, 0.0, 0.0, 4.0) == laws.Equation(2.0, 1.0)
    assert laws.empty_before(means, 4.0) == laws.Equation(2.0, 4.0)
    assert laws.empty_after(means, 4.0) == laws.Equation(2.0, 4.0)
    with pytest.raises(Disagreement):
        laws.parts_can_be_folded_apart(means, [0.0, 4.0], [4.0]).check()


def test_an_arrow_that_counts_its_walks_breaks_the_law_of_iteration() -> None:
    class Counting(Morphism[int, int]):
        """Not a function: it gives another result each time."""

        def __init__(self) -> None:
            self.walks = 0

        def __call__(self, n: int, /) -> int:
            self.walks += 1
            return n + self.walks

    assert laws.walking_again(Counting(), 5) == laws.Equation(6, 7)
    step: Endomorphism[int] = Counting()
    with pytest.raises(Disagreement):
        laws.iterations_add_up(step, StepCount(1), StepCount(1), 0).check()


def test_an_arrow_that_meddles_with_composing_breaks_the_laws_of_a_category() -> None:
    class Meddling(Add):
        """Adds one more after whatever it is composed with."""

        def __rshift__(self, after: Morphism[int, C], /) -> Compose[int, C]:
            return Compose(Compose(self, Add(1)), after)

    f, g, h = Meddling(0), Meddling(0), Times(10)
    assert laws.associativity(f, g, h, 1) == laws.Equation(20, 30)
    assert laws.identity_after(f, 1) == laws.Equation(2, 1)


def test_arrows_that_share_a_secret_count_break_the_law_of_functors() -> None:
    tickets = count()

    class Ticket(Morphism[int, int]):
        """Adds the next number of a queue that all of its kind stand in."""

        def __call__(self, n: int, /) -> int:
            return 10 * n + next(tickets)

    law = laws.batches_keep_composition(Ticket(), Ticket(), Batch((0, 0)))
    assert law == laws.Equation(Batch((1, 23)), Batch((46, 57)))
