"""Functors, natural transformations and monoids: what each instance does."""

import math
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.arrows_of_ints import Add, Digits, Times

from ctml.category import Identity, iterate, lift
from ctml.domain import (
    Batch,
    ModelDimension,
    Nothing,
    Parameters,
    Some,
    StepCount,
    Tally,
    TokenId,
    Trace,
    VocabSize,
)
from ctml.errors import InvalidTypeError, InvalidValueError
from ctml.pipeline import Embedding, predictor
from ctml.structure import (
    EndomorphismMonoid,
    MapBatch,
    MapOption,
    TallyMonoid,
    TraceMonoid,
    as_batch,
    first,
    fold,
    last,
    reverse,
    trace_of,
)

START = Parameters.deterministic(VocabSize(5), ModelDimension(4))
rows = st.lists(st.integers(), max_size=6)


@given(rows)
def test_mapping_over_a_batch_changes_each_item_in_its_place(row: list[int]) -> None:
    mapped = MapBatch(Digits())(Batch(tuple(row)))
    assert mapped == Batch(tuple(str(n) for n in row))
    assert len(mapped) == len(row)


def test_a_pipeline_maps_over_a_batch_of_tokens() -> None:
    tokens, embed = (TokenId(1), TokenId(3)), Embedding(START)
    assert MapBatch(embed)(Batch(tokens)) == Batch((embed(tokens[0]), embed(tokens[1])))


def test_mapping_over_an_option_changes_what_is_there_and_keeps_what_is_missing() -> None:
    assert MapOption(Digits())(Some(7)) == Some("7")
    assert MapOption(Digits())(Nothing()) == Nothing()


def test_an_option_can_be_nested_where_none_could_not() -> None:
    wrap = lift(Some[int])
    assert MapOption(wrap)(Some(7)) == Some(Some(7))
    assert len({Some(Some(7)), Some(7), Some(Nothing()), Nothing()}) == 4


def test_a_mapped_arrow_says_its_name() -> None:
    assert repr(MapBatch(Add(1) >> Digits())) == "Batch(Add(1) >> Digits)"
    assert repr(MapOption(Digits())) == "Option(Digits)"
    assert repr(MapBatch(Add(1)) >> lift(first)) == "Batch(Add(1)) >> first"


def test_the_families_move_items_about() -> None:
    batch = Batch((4, 8, 15))
    assert (first(batch), last(batch)) == (Some(4), Some(15))
    assert (first(Batch(())), last(Batch(()))) == (Nothing(), Nothing())
    assert reverse(batch) == Batch((15, 8, 4))
    assert (as_batch(Some(4)), as_batch(Nothing())) == (Batch((4,)), Batch(()))


@given(rows)
def test_batches_and_traces_keep_what_they_are_given(row: list[int]) -> None:
    for made in (Batch(tuple(row)), Trace(iter(row))):
        assert list(made) == row
        assert len(made) == len(row)
        assert pickle.loads(pickle.dumps(made)) == made
    assert len({Batch(tuple(row)), Trace(row)}) == 2


def test_a_batch_that_could_change_is_refused_by_name() -> None:
    with pytest.raises(InvalidTypeError) as caught:
        Batch([1, 2])  # type: ignore[arg-type]
    assert str(caught.value) == "Batch refuses a list: it needs a tuple"


@given(st.lists(rows, max_size=5))
def test_folding_traces_puts_them_one_after_the_other(parts: list[list[int]]) -> None:
    whole = fold(TraceMonoid[int](), map(Trace, parts))
    assert whole == Trace(n for part in parts for n in part)


def test_folding_nothing_is_empty() -> None:
    assert fold(TallyMonoid(), []) == Tally(0.0, 0)
    assert fold(TraceMonoid[str](), []) == Trace()
    assert fold(EndomorphismMonoid[int](), [])(7) == 7


@given(st.lists(st.lists(st.integers(-99, 99), min_size=1, max_size=9), min_size=1, max_size=5))
def test_the_mean_of_all_comes_from_the_tallies_of_uneven_parts(parts: list[list[int]]) -> None:
    whole = fold(TallyMonoid(), (Tally(sum(part), len(part)) for part in parts))
    everything = [n for part in parts for n in part]
    assert whole.mean == Some(sum(everything) / len(everything))


def test_the_mean_of_means_is_another_number() -> None:
    whole = TallyMonoid().combine(Tally(0.0, 2), Tally(3.0, 1))
    assert whole.mean == Some(1.0)
    assert (0.0 / 2 + 3.0 / 1) / 2 == 1.5


def test_nothing_has_no_mean() -> None:
    assert Tally(0, 0).mean == Nothing()


def test_a_tally_that_no_counting_gives_is_refused_by_name() -> None:
    with pytest.raises(InvalidValueError, match=r"Tally\.count refuses -1"):
        Tally(0.0, -1)
    with pytest.raises(InvalidTypeError, match=r"Tally\.count refuses True"):
        Tally(0.0, True)
    with pytest.raises(InvalidValueError, match=r"Tally\.total refuses nan"):
        Tally(math.nan, 1)
    with pytest.raises(InvalidValueError, match=r"Tally\.total refuses 1\.0 of no numbers"):
        Tally(1.0, 0)
    with pytest.raises(InvalidValueError, match=r"Tally\.total refuses inf"):
        TallyMonoid().combine(Tally(1e308, 1), Tally(1e308, 1))


@given(st.integers(0, 9), st.integers())
def test_iterating_is_folding_an_arrow_with_itself(times: int, n: int) -> None:
    step = Times(3)
    folded = fold(EndomorphismMonoid[int](), [step] * times)
    assert folded(n) == iterate(step, StepCount(times))(n)


def test_folding_endomorphisms_walks_the_left_one_first() -> None:
    assert fold(EndomorphismMonoid[int](), [Add(1), Times(2)])(3) == 8


def test_the_trace_of_a_pipeline_is_the_names_of_its_stages() -> None:
    assert trace_of(predictor(START)) == Trace(["Embedding", "LinearToLogits", "Softmax"])
    assert trace_of(Identity[int]()) == Trace()
    assert trace_of(Identity[int]() >> Digits()) == Trace(["Digits"])
