"""Whatever a noun is given: it refuses by its own name, or what comes of it is as it promises."""

import copy
import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.nouns import ARRAYS, EXAMPLES, names_of_nouns

from ctml.checks import agree
from ctml.domain import (
    AdamState,
    Batch,
    Distribution,
    Err,
    LearningRate,
    LocalGradient,
    Logits,
    Loss,
    ModelDimension,
    MomentumState,
    NamedArrays,
    Nothing,
    Ok,
    Parameters,
    Product,
    Scalar,
    SgdState,
    Some,
    StepCount,
    Tally,
    TokenId,
    TokenSequence,
    TokenStream,
    Trace,
    TrainingExample,
    TrainingSet,
    Vector,
    VocabSize,
)
from ctml.errors import DomainError


class Unspeakable:
    """Not even its text can be had."""

    def __repr__(self) -> str:
        raise RuntimeError("no text")


numbers = st.one_of(
    st.booleans(),
    st.integers(),
    st.integers().map(lambda n: n * 10**400),
    st.builds(lambda: 10**5000),  # beyond what Python writes out
    st.floats(),
    st.floats(0, 1),
    st.floats(width=32).map(np.float32),
    st.integers(-9, 9).map(np.int64),
    st.complex_numbers(),
    st.fractions(max_denominator=9).map(Fraction),
)
odd = st.one_of(st.none(), st.text(max_size=9), st.binary(max_size=9), st.builds(Unspeakable))
arrays = st.sampled_from(
    [
        np.zeros((0, 3)),
        np.ones((2, 2), dtype=np.float16),
        np.array([True, False]),
        np.array(["a"]),
        np.array([None], dtype=object),
        np.array(["2020-01-01"], dtype="M8[D]"),
        np.array([1j]),
        np.array(["1e400"], dtype=np.longdouble),
        np.array([2**64 - 1], dtype=np.uint64),
        np.array(1.0),
        np.array([0.25, 0.75]),
        np.array([np.nan]),
        np.full((1, 1, 1), -np.inf),
    ]
)
edges = st.sampled_from([0, -1, 0.0, 1.0, -1.0, 5e-324, 1e308, math.nan, math.inf, -math.inf])
leaves = edges | numbers | odd | arrays | st.sampled_from(EXAMPLES)
rows = st.lists(edges, max_size=2) | st.lists(st.floats(-0.5, 1.5), max_size=3)
nested = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.text(max_size=2), inner, max_size=2),
    ),
    max_leaves=6,
)
anything = leaves | rows | st.lists(rows, max_size=2) | nested


@dataclass(frozen=True)
class Promise:
    """What can be put into a noun, one field at a time, and what holds for every noun of its kind.

    Attributes:
        makers: from anything at all to the noun.
        kept: whether a noun is as its docstring promises; it asks nothing of the core.
    """

    makers: tuple[Callable[[object], object], ...]
    kept: Callable[[object], bool]


def finite(array: object, *shape: int) -> bool:
    return (
        isinstance(array, np.ndarray)
        and array.dtype == np.float64
        and not array.flags.writeable
        and bool(np.isfinite(array).all())
        and array.size > 0
        and (not shape or array.shape == shape)
    )


def row(noun: object) -> bool:
    values = getattr(noun, "values", None)
    return finite(values) and np.ndim(np.asarray(values)) == 1


def whole(noun: object, field: str, at_least: int) -> bool:
    number = getattr(noun, field)
    return type(number) is int and number >= at_least


def real(noun: object, field: str = "value") -> bool:
    number = getattr(noun, field)
    return type(number) is float and math.isfinite(number)


def kept_by_distribution(noun: object) -> bool:
    assert isinstance(noun, Distribution)
    return row(noun) and min(noun.values) >= 0 and abs(sum(noun.values.tolist()) - 1) < 1.1e-6


def kept_by_parameters(noun: object) -> bool:
    assert isinstance(noun, Parameters)
    vocab, width = noun.embedding.shape
    shapes = finite(noun.lm_head, width, vocab) and finite(noun.bias, vocab)
    return finite(noun.embedding) and shapes


def kept_by_named_arrays(noun: object) -> bool:
    assert isinstance(noun, NamedArrays)
    # An array of no numbers is allowed: not every optimiser has something to remember.
    arrays = [one for one in noun.values() if one.size]
    return (
        len(noun) > 0 and all(isinstance(name, str) for name in noun) and all(map(finite, arrays))
    )


def kept_by_tally(noun: object) -> bool:
    assert isinstance(noun, Tally)
    return whole(noun, "count", 0) and real(noun, "total") and (noun.count > 0 or noun.total == 0)


def kept_by_stream(noun: object) -> bool:
    assert isinstance(noun, TokenStream)
    return noun.ids.dtype == np.int64 and noun.ids.ndim == 1 and all(noun.ids >= 0)


def tuple_of(field: str, kind: type[object], at_least: int) -> Callable[[object], bool]:
    def kept(noun: object) -> bool:
        items = getattr(noun, field)
        return (
            type(items) is tuple
            and len(items) >= at_least
            and all(isinstance(one, kind) for one in items)
        )

    return kept


ONE, TWO = TokenId(1), StepCount(2)
PROMISES: dict[str, Promise] = {
    "TokenId": Promise((TokenId,), lambda noun: whole(noun, "index", 0)),  # type: ignore[arg-type]
    "VocabSize": Promise((VocabSize,), lambda noun: whole(noun, "size", 1)),  # type: ignore[arg-type]
    "ModelDimension": Promise((ModelDimension,), lambda noun: whole(noun, "size", 1)),  # type: ignore[arg-type]
    "StepCount": Promise((StepCount,), lambda noun: whole(noun, "count", 0)),  # type: ignore[arg-type]
    "Loss": Promise((Loss,), lambda noun: real(noun) and noun.value >= 0),  # type: ignore[arg-type, attr-defined]
    "LearningRate": Promise((LearningRate,), lambda noun: real(noun) and noun.value > 0),  # type: ignore[arg-type, attr-defined]
    "Scalar": Promise((Scalar,), real),  # type: ignore[arg-type]
    "LocalGradient": Promise((LocalGradient,), real),  # type: ignore[arg-type]
    "Vector": Promise((Vector,), row),  # type: ignore[arg-type]
    "Logits": Promise((Logits,), row),  # type: ignore[arg-type]
    "Distribution": Promise((Distribution,), kept_by_distribution),  # type: ignore[arg-type]
    "Parameters": Promise(
        (
            lambda given: Parameters(given, [[1.0]], [1.0]),  # type: ignore[arg-type]
            lambda given: Parameters([[1.0]], given, [1.0]),  # type: ignore[arg-type]
            lambda given: Parameters([[1.0]], [[1.0]], given),  # type: ignore[arg-type]
            lambda given: Parameters.deterministic(given, ModelDimension(2)),  # type: ignore[arg-type]
            lambda given: Parameters.deterministic(VocabSize(2), given),  # type: ignore[arg-type]
        ),
        kept_by_parameters,
    ),
    "NamedArrays": Promise(
        (NamedArrays, lambda given: NamedArrays({"w": given})),  # type: ignore[arg-type, dict-item]
        kept_by_named_arrays,
    ),
    "TokenSequence": Promise((TokenSequence,), tuple_of("tokens", TokenId, 1)),  # type: ignore[arg-type]
    "TrainingSet": Promise((TrainingSet,), tuple_of("examples", TrainingExample, 1)),  # type: ignore[arg-type]
    "TokenStream": Promise((TokenStream, TokenStream.of), kept_by_stream),  # type: ignore[arg-type]
    "Trace": Promise((Trace[object],), tuple_of("entries", object, 0)),  # type: ignore[arg-type]
    "Batch": Promise((Batch,), tuple_of("items", object, 0)),  # type: ignore[arg-type]
    "TrainingExample": Promise(
        (
            lambda given: TrainingExample(given, ONE),  # type: ignore[arg-type]
            lambda given: TrainingExample(ONE, given),  # type: ignore[arg-type]
        ),
        lambda noun: {type(noun.token), type(noun.target)} == {TokenId},  # type: ignore[attr-defined]
    ),
    "Tally": Promise(
        (lambda given: Tally(given, 1), lambda given: Tally(0.0, given)),  # type: ignore[arg-type]
        kept_by_tally,
    ),
    "SgdState": Promise((SgdState,), lambda noun: isinstance(noun.step, StepCount)),  # type: ignore[arg-type, attr-defined]
    "MomentumState": Promise(
        (lambda given: MomentumState(given, ARRAYS), lambda given: MomentumState(TWO, given)),  # type: ignore[arg-type]
        lambda noun: isinstance(noun.velocity, NamedArrays) and isinstance(noun.step, StepCount),  # type: ignore[attr-defined]
    ),
    "AdamState": Promise(
        (
            lambda given: AdamState(given, ARRAYS, ARRAYS),  # type: ignore[arg-type]
            lambda given: AdamState(TWO, given, ARRAYS),  # type: ignore[arg-type]
            lambda given: AdamState(TWO, ARRAYS, given),  # type: ignore[arg-type]
        ),
        lambda noun: {type(noun.first), type(noun.second)} == {NamedArrays},  # type: ignore[attr-defined]
    ),
}
HOLD_ANYTHING = {"Ok", "Err", "Some", "Product"}
"""Nouns that hold whatever they are given, as it is; ``Nothing`` is given nothing."""


def test_no_noun_is_left_out() -> None:
    assert {*PROMISES, *HOLD_ANYTHING, Nothing.__name__} == names_of_nouns()


CASES = [
    (noun, maker) for noun, promise in PROMISES.items() for maker in range(len(promise.makers))
]


def refusal(make: Callable[[object], object], raw: object) -> str:
    """Return what the noun says against it, or nothing."""
    try:
        make(raw)
    except DomainError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(("noun", "maker"), CASES)
@settings(max_examples=300)
@given(anything)
def test_a_noun_refuses_by_its_name_or_keeps_its_promise(
    noun: str, maker: int, raw: object
) -> None:
    promise = PROMISES[noun]
    make = promise.makers[maker]
    said = refusal(make, raw)
    assert said.startswith(noun) if said else promise.kept(make(raw))
    assert len(said) < 500
    assert said or not isinstance(raw, bool), "nobody counts or measures with True"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: type(one).__name__)
def test_every_example_keeps_its_promise_and_so_does_its_copy(example: object) -> None:
    promise = PROMISES.get(type(example).__name__)
    again = copy.deepcopy(example)
    agree(again, example)
    assert (again, hash(again)) == (example, hash(example))
    assert promise is None or (promise.kept(example) and promise.kept(again))


@given(anything)
def test_what_holds_anything_holds_it_as_it_is(held: object) -> None:
    assert Ok(held).value is Err(held).error is Some(held).value is held
    assert Product(held, 1).first is Product(1, held).second is held
