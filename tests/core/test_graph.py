"""A number that remembers how it was computed: its slopes against the chain rule and measured."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from ctml.calculus import (
    CopyOp,
    ExpOp,
    LogOp,
    MulOp,
    TanhOp,
    Value,
    central_differences,
    given,
    in_order,
    of_one,
    slopes,
)
from ctml.domain import NamedArrays, Scalar
from ctml.errors import InvalidTypeError, InvalidValueError

finite = st.floats(-2, 2)


def test_a_product_of_two_has_the_golden_slopes() -> None:
    x, y = given(2.0), given(3.0)
    product = x * y
    found = slopes(product)
    assert product.scalar == Scalar(6.0)
    assert (found[x], found[y], found[product]) == (Scalar(3.0), Scalar(2.0), Scalar(1.0))


def test_a_value_used_twice_gathers_both_slopes() -> None:
    x = given(3.0)
    assert slopes(x * x)[x] == Scalar(6.0)
    assert slopes(x + x)[x] == Scalar(2.0)


def test_a_diamond_hands_on_when_both_its_ways_have_come_back() -> None:
    """d = (x·y)·(x·y + x): the node x·y is used twice, and x on three ways."""
    x, y = given(2.0), given(3.0)
    node = x * y
    result = node * (node + x)
    found = slopes(result)
    assert found[node] == Scalar(8.0 + 6.0)
    assert found[x] == Scalar(14.0 * 3.0 + 6.0)
    assert found[y] == Scalar(14.0 * 2.0)


def test_asking_twice_gives_the_same_answer_twice() -> None:
    x = given(3.0)
    result = x * x + x
    assert slopes(result) == slopes(result)
    with pytest.raises(TypeError):
        slopes(result)[x] = Scalar(0.0)  # type: ignore[index]


def tangled(x: Value, y: Value, z: Value) -> Value:
    node = x * y + z
    curve = of_one(TanhOp(), node) * of_one(ExpOp(), x)
    return curve * curve + node * of_one(LogOp(), of_one(ExpOp(), z)) + x


@examples(finite, finite, finite)
def test_slopes_through_a_tangle_are_the_measured_ones(x: float, y: float, z: float) -> None:
    def result(at: NamedArrays) -> float:
        return tangled(*(given(at[name].item()) for name in "xyz")).scalar.value

    measured = central_differences(result, NamedArrays({"x": [x], "y": [y], "z": [z]}))
    leaves = [given(number) for number in (x, y, z)]
    found = slopes(tangled(*leaves))
    for name, leaf in zip("xyz", leaves, strict=True):
        assert found[leaf].value == pytest.approx(measured[name].item(), rel=1e-6, abs=1e-6)


@examples(finite)
def test_the_graph_agrees_with_the_chain_rule_of_arrows(number: float) -> None:
    x = given(number)
    chain = CopyOp() >> MulOp() >> TanhOp() >> ExpOp()
    result = of_one(ExpOp(), of_one(TanhOp(), x * x))
    assert result.scalar == chain.forward(Scalar(number))
    assert slopes(result)[x] == chain.backward(Scalar(number), Scalar(1.0))


def test_everything_comes_once_and_after_what_it_is_made_of() -> None:
    x, y = given(2.0), given(3.0)
    node = x * y
    result = node + node
    assert in_order(result) == (y, x, node, result)


def test_a_graph_may_be_deeper_than_pythons_stack() -> None:
    x = given(1.0)
    deep = x
    for _ in range(20_000):
        deep = deep + x
    assert slopes(deep)[x] == Scalar(20_001.0)


def test_places_in_a_graph_are_told_apart_though_their_numbers_are_equal() -> None:
    x, same = given(2.0), given(2.0)
    found = slopes(x * x * same)
    assert (found[x], found[same]) == (Scalar(8.0), Scalar(4.0))


def test_what_is_no_number_or_has_no_result_is_refused_by_name() -> None:
    with pytest.raises(InvalidTypeError, match="Scalar refuses True"):
        given(True)
    with pytest.raises(InvalidValueError, match="LogOp refuses"):
        of_one(LogOp(), given(-1.0))
    with pytest.raises(InvalidValueError, match="Scalar refuses inf"):
        given(1e308) * given(10.0)
