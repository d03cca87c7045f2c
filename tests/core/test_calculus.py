"""Local operations and the chain rule: against measured slopes, and against each other."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml import laws
from ctml.calculus import (
    AddOp,
    Beside,
    Chain,
    CopyOp,
    Differentiable,
    ExpOp,
    LogOp,
    MulOp,
    TanhLayer,
    TanhOp,
    Unchanged,
    central_differences,
)
from ctml.category import lift
from ctml.checks import agree
from ctml.domain import LocalGradient, NamedArrays, Product, Scalar, Vector
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError

Pair = Product[Scalar, Scalar]
finite = st.floats(-3, 3)
scalars = finite.map(Scalar)
pairs = st.builds(Product, scalars, scalars)
unary = st.sampled_from([TanhOp(), ExpOp() >> TanhOp(), TanhOp() >> ExpOp(), TanhOp() >> TanhOp()])
binary = st.sampled_from([AddOp(), MulOp(), MulOp() >> TanhOp(), AddOp() >> ExpOp() >> LogOp()])
UNARY = {"exp": ExpOp(), "tanh": TanhOp(), "log": LogOp()}


def pair(x: float, y: float) -> Pair:
    return Product(Scalar(x), Scalar(y))


def slope_of(function: Differentiable[Scalar, Scalar], x: float) -> float:
    measured = central_differences(
        lambda at: function.forward(Scalar(at["x"].item())).value, NamedArrays({"x": [x]})
    )
    return measured["x"].item()


def test_a_product_has_the_golden_slopes() -> None:
    assert MulOp().forward(pair(2, 3)) == Scalar(6.0)
    assert MulOp().local(pair(2, 3)) == Product(LocalGradient(3.0), LocalGradient(2.0))
    assert MulOp().backward(pair(2, 3), Scalar(10.0)) == pair(30.0, 20.0)


def test_a_sum_hands_its_slope_on_to_both() -> None:
    assert AddOp().forward(pair(2, 3)) == Scalar(5.0)
    assert AddOp().local(pair(2, 3)) == Product(LocalGradient(1.0), LocalGradient(1.0))
    assert AddOp().backward(pair(2, 3), Scalar(10.0)) == pair(10.0, 10.0)


def test_the_curves_go_through_their_known_points() -> None:
    assert ExpOp().forward(Scalar(1.0)).value == pytest.approx(math.e)
    assert LogOp().forward(Scalar(math.e)).value == pytest.approx(1.0)
    assert TanhOp().forward(Scalar(0.0)) == Scalar(0.0)
    assert TanhOp().local(Scalar(0.0)) == LocalGradient(1.0)


@pytest.mark.parametrize("name", UNARY)
@given(st.floats(0.2, 3), finite)
def test_every_curves_slope_is_the_measured_one(name: str, x: float, slope: float) -> None:
    curve = UNARY[name]
    local = curve.local(Scalar(x)).value
    assert local == pytest.approx(slope_of(curve, x), rel=1e-6, abs=1e-9)
    assert curve.backward(Scalar(x), Scalar(slope)).value == pytest.approx(slope * local)


@given(binary, pairs, finite)
def test_slopes_of_two_numbers_are_the_measured_ones(
    function: Differentiable[Pair, Scalar], at: Pair, slope: float
) -> None:
    arrays = NamedArrays({"x": [at.first.value], "y": [at.second.value]})
    measured = central_differences(
        lambda now: slope * function.forward(pair(now["x"].item(), now["y"].item())).value, arrays
    )
    got = function.backward(at, Scalar(slope))
    assert got.first.value == pytest.approx(measured["x"].item(), rel=1e-6, abs=1e-7)
    assert got.second.value == pytest.approx(measured["y"].item(), rel=1e-6, abs=1e-7)


@given(unary, finite)
def test_the_chain_rule_gives_the_measured_slope(
    function: Differentiable[Scalar, Scalar], x: float
) -> None:
    got = function.backward(Scalar(x), Scalar(1.0)).value
    assert got == pytest.approx(slope_of(function, x), rel=1e-6, abs=1e-8)


@given(finite)
def test_a_number_used_twice_gathers_both_slopes(x: float) -> None:
    square = CopyOp() >> MulOp()
    assert square.backward(Scalar(x), Scalar(1.0)).value == pytest.approx(2 * x)
    diamond = CopyOp() >> Beside(TanhOp(), ExpOp()) >> MulOp()
    got = diamond.backward(Scalar(x), Scalar(1.0)).value
    assert got == pytest.approx(slope_of(diamond, x), rel=1e-6, abs=1e-8)


@given(unary, unary, unary, scalars, scalars)
def test_chains_keep_the_laws(
    f: Differentiable[Scalar, Scalar],
    g: Differentiable[Scalar, Scalar],
    h: Differentiable[Scalar, Scalar],
    at: Scalar,
    slope: Scalar,
) -> None:
    laws.chaining_is_associative(f, g, h, at, slope).check()
    laws.unchanged_before(f, at, slope).check()
    laws.unchanged_after(f, at, slope).check()
    laws.forgetting_slopes_keeps_composition(f, g, at).check()


@given(binary, pairs, scalars)
def test_chains_that_begin_with_two_numbers_keep_the_laws(
    f: Differentiable[Pair, Scalar], at: Pair, slope: Scalar
) -> None:
    laws.chaining_is_associative(f, TanhOp(), ExpOp(), at, slope).check()
    laws.unchanged_before(f, at, slope).check()
    laws.unchanged_after(f, at, slope).check()
    laws.forgetting_slopes_keeps_composition(f, TanhOp(), at).check()


def test_a_chain_says_its_name_and_knows_its_arrow() -> None:
    chain = CopyOp() >> Beside(Unchanged[Scalar](), TanhOp()) >> MulOp()
    assert repr(MulOp() >> TanhOp()) == "MulOp >> TanhOp"
    assert chain.arrow(Scalar(2.0)) == chain.forward(Scalar(2.0))
    assert repr(TanhOp().arrow) == "TanhOp"


def test_what_has_no_slopes_does_not_chain() -> None:
    with pytest.raises(InvalidTypeError, match="a Differentiable, which knows its slopes"):
        _ = TanhOp() >> lift(abs)  # type: ignore[operator]
    with pytest.raises(InvalidTypeError, match="refuses"):
        Chain(math.tanh, TanhOp())  # type: ignore[arg-type]


def test_numbers_beyond_an_operation_are_refused_by_name() -> None:
    with pytest.raises(InvalidValueError, match=r"LogOp refuses Scalar\(value=0\.0\)"):
        LogOp().forward(Scalar(0.0))
    with pytest.raises(InvalidValueError, match="LogOp refuses"):
        LogOp().backward(Scalar(-1.0), Scalar(1.0))
    with pytest.raises(InvalidValueError, match="ExpOp refuses"):
        ExpOp().forward(Scalar(710.0))
    assert math.isfinite(ExpOp().forward(Scalar(709.0)).value)
    assert ExpOp().forward(Scalar(-1e300)) == Scalar(0.0)
    with pytest.raises(InvalidValueError, match="Scalar refuses inf"):
        MulOp().forward(pair(1e308, 10.0))


LAYER = TanhLayer()


def layer_at(seed: int, inputs: int, outputs: int) -> Product[NamedArrays, Vector]:
    draw = np.random.default_rng(seed).normal
    arrays = {"weight": draw(size=(outputs, inputs)), "bias": draw(size=(outputs,))}
    return Product(NamedArrays(arrays), Vector(draw(size=(inputs,))))


@pytest.mark.parametrize(("inputs", "outputs"), [(4, 5), (5, 4), (1, 3)])
def test_a_layers_slopes_are_the_measured_ones_for_every_number(inputs: int, outputs: int) -> None:
    at = layer_at(7, inputs, outputs)
    slope = np.linspace(-1, 1, outputs)

    def loss(now: NamedArrays) -> float:
        arrays = NamedArrays({"weight": now["weight"], "bias": now["bias"]})
        return float(slope @ LAYER.forward(Product(arrays, Vector(now["x"]))).values)

    measured = central_differences(loss, NamedArrays({**at.first, "x": at.second.values}))
    got = LAYER.backward(at, Vector(slope))
    agree(got.second, Vector(measured["x"]), atol=1e-9)
    for name in at.first:
        np.testing.assert_allclose(got.first[name], measured[name], rtol=1e-6, atol=1e-9)


def test_a_layer_of_other_shapes_is_refused_by_name() -> None:
    at = layer_at(7, 4, 5)
    with pytest.raises(InvalidShapeError, match=r"TanhLayer refuses arrays .*weight \[OUT, 3\]"):
        LAYER.forward(Product(at.first, Vector([1.0, 2.0, 3.0])))
    with pytest.raises(InvalidShapeError, match="TanhLayer refuses arrays"):
        LAYER.forward(Product(NamedArrays({"weight": [[1.0]]}), Vector([1.0])))
    table = NamedArrays({"weight": np.ones((2, 3, 1)), "bias": np.ones((2, 3))})
    with pytest.raises(InvalidShapeError, match="TanhLayer refuses arrays"):
        LAYER.forward(Product(table, Vector([1.0])))
    with pytest.raises(InvalidShapeError, match=r"a slope of 1 numbers: it needs 5"):
        LAYER.backward(at, Vector([1.0]))
