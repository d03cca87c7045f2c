"""Lenses keep their three laws; learners compose as the paper says, and learn."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml import laws
from ctml.calculus import (
    AddOp,
    ArraysByName,
    First,
    GradientLearner,
    Learner,
    LearnerChain,
    Lens,
    MulOp,
    Pairs,
    ParameterArrays,
    Scalars,
    Second,
    TanhLayer,
    Vectors,
    Whole,
    central_differences,
)
from ctml.checks import Disagreement
from ctml.domain import (
    LearningRate,
    ModelDimension,
    NamedArrays,
    Parameters,
    Product,
    Scalar,
    Vector,
    VocabSize,
)
from ctml.errors import InvalidShapeError, InvalidTypeError

numbers = st.integers(-99, 99)
pairs = st.builds(Product[int, int], numbers, numbers)
nested = st.builds(Product[Product[int, int], int], pairs, numbers)
seeds = st.integers(0, 99)


@given(pairs, numbers, numbers)
def test_the_halves_of_a_product_keep_the_laws(whole: Product[int, int], a: int, b: int) -> None:
    for lens in (First[int, int](), Second[int, int]()):
        laws.put_then_get(lens, whole, a).check()
        laws.get_then_put(lens, whole).check()
        laws.put_then_put(lens, whole, a, b).check()


@given(nested, numbers, numbers)
def test_a_part_of_a_part_keeps_the_laws(
    whole: Product[Product[int, int], int], a: int, b: int
) -> None:
    lens = First[Product[int, int], int]() >> Second[int, int]()
    laws.put_then_get(lens, whole, a).check()
    laws.get_then_put(lens, whole).check()
    laws.put_then_put(lens, whole, a, b).check()
    assert lens.get(whole) == whole.first.second
    assert lens.put(whole, 7) == Product(Product(whole.first.first, 7), whole.second)


@given(pairs, pairs, pairs)
def test_the_whole_keeps_the_laws(
    whole: Product[int, int], a: Product[int, int], b: Product[int, int]
) -> None:
    lens = Whole[Product[int, int]]()
    laws.put_then_get(lens, whole, a).check()
    laws.get_then_put(lens, whole).check()
    laws.put_then_put(lens, whole, a, b).check()


def random_arrays(seed: int) -> NamedArrays:
    draw = np.random.default_rng(seed).normal
    shapes = {"embedding": (3, 2), "lm_head": (2, 3), "bias": (3,)}
    return NamedArrays({name: draw(size=shape) for name, shape in shapes.items()})


@given(seeds, seeds)
def test_the_numbers_of_a_model_keep_the_laws(one: int, other: int) -> None:
    lens, whole = ParameterArrays(), Parameters.deterministic(VocabSize(3), ModelDimension(2))
    laws.put_then_get(lens, whole, random_arrays(one)).check()
    laws.get_then_put(lens, whole).check()
    laws.put_then_put(lens, whole, random_arrays(one), random_arrays(other)).check()


class Forgetful(Lens[int, int]):
    """Adds what is put, instead of putting it."""

    def get(self, whole: int, /) -> int:
        return whole

    def put(self, whole: int, part: int, /) -> int:
        return whole + part


def test_what_is_no_lens_breaks_every_law() -> None:
    assert laws.put_then_get(Forgetful(), 1, 2) == laws.Equation(3, 2)
    assert laws.get_then_put(Forgetful(), 1) == laws.Equation(2, 1)
    assert laws.put_then_put(Forgetful(), 1, 2, 3) == laws.Equation(6, 4)


def test_lenses_compose_with_lenses_only() -> None:
    assert repr(First[Product[int, int], int]() >> Second[int, int]()) == "First >> Second"
    with pytest.raises(InvalidTypeError, match="a Lens, with a get and a put"):
        _ = Whole[int]() >> abs  # type: ignore[operator]


RATE = LearningRate(0.1)
factor = GradientLearner(MulOp(), Scalars(), Scalars(), Scalars(), RATE)
offset = GradientLearner(AddOp(), Scalars(), Scalars(), Scalars(), RATE)
layer = GradientLearner(TanhLayer(), ArraysByName(), Vectors(), Vectors(), RATE)


def test_a_learner_answers_learns_and_requests() -> None:
    p, a, b = Scalar(2.0), Scalar(3.0), Scalar(4.0)
    assert factor.implement(p, a) == Scalar(6.0)
    assert factor.update(p, a, b).value == pytest.approx(2 - 0.1 * (6 - 4) * 3)
    assert factor.request(p, a, b).value == pytest.approx(3 - (6 - 4) * 2)


def test_two_learners_compose_as_the_paper_says() -> None:
    chain = factor >> offset
    known, a, c = Product(Scalar(2.0), Scalar(1.0)), Scalar(3.0), Scalar(5.0)
    y = factor.implement(known.first, a)
    b = offset.request(known.second, y, c)
    assert chain.implement(known, a) == offset.implement(known.second, y) == Scalar(7.0)
    assert chain.update(known, a, c) == Product(
        factor.update(known.first, a, b), offset.update(known.second, y, c)
    )
    assert chain.request(known, a, c) == factor.request(known.first, a, b)


floats = st.floats(-2, 2).map(Scalar)


@given(floats, floats, floats, floats, floats)
def test_learners_of_numbers_keep_the_laws(
    p: Scalar, q: Scalar, r: Scalar, a: Scalar, d: Scalar
) -> None:
    laws.chaining_learners_is_associative(
        factor, offset, factor, Product(p, Product(q, r)), Product(a, d)
    ).check()
    for first, after in ((factor, offset), (offset, factor), (factor, factor)):
        law = laws.learning_keeps_composition(first, after, Product(p, q), Product(a, d))
        law.check(atol=1e-9)


def network(seed: int, *widths: int) -> list[NamedArrays]:
    draw = np.random.default_rng(seed).normal
    pairs_of_widths = pairwise(widths)
    return [
        NamedArrays({"weight": draw(size=(after, before)), "bias": draw(size=(after,))})
        for before, after in pairs_of_widths
    ]


@given(seeds)
def test_learners_of_layers_keep_the_laws(seed: int) -> None:
    p, q, r = network(seed, 4, 5, 6, 4)
    draw = np.random.default_rng(seed + 1).normal
    a, b, d = Vector(draw(size=4)), Vector(draw(size=6)), Vector(draw(size=4))
    laws.chaining_learners_is_associative(
        layer, layer, layer, Product(p, Product(q, r)), Product(a, d)
    ).check()
    law = laws.learning_keeps_composition(layer, layer, Product(p, q), Product(a, b))
    law.check(atol=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_layers_learn_down_the_measured_error(seed: int) -> None:
    """update = p - rate · ∂E/∂p and request = a - ∂E/∂a, with E = ½·|I(p, a) - b|² measured."""
    (p,) = network(seed, 4, 5)
    draw = np.random.default_rng(seed + 1).normal
    a, b = Vector(draw(size=4)), Vector(draw(size=5))

    def error(now: NamedArrays) -> float:
        known = NamedArrays({name: now[name] for name in p})
        answer = layer.implement(known, Vector(now["input"])).values
        return 0.5 * float(((answer - b.values) ** 2).sum())

    measured = central_differences(error, NamedArrays({**p, "input": a.values}))
    updated, requested = layer.update(p, a, b), layer.request(p, a, b)
    for name in p:
        slope = (p[name] - updated[name]) / RATE.value
        np.testing.assert_allclose(slope, measured[name], rtol=1e-6, atol=1e-9)
    slope = a.values - requested.values
    np.testing.assert_allclose(slope, measured["input"], rtol=1e-6, atol=1e-9)


class Impatient(Learner[Scalar, Scalar, Scalar]):
    """Requests the input itself, whatever the example says: nothing reaches who came before."""

    def implement(self, known: Scalar, a: Scalar, /) -> Scalar:
        return factor.implement(known, a)

    def update(self, known: Scalar, a: Scalar, b: Scalar, /) -> Scalar:
        return factor.update(known, a, b)

    def request(self, known: Scalar, a: Scalar, b: Scalar, /) -> Scalar:
        return a


def test_a_request_that_carries_nothing_teaches_nothing() -> None:
    known, a, c = Product(Scalar(2.0), Scalar(2.0)), Scalar(1.0), Scalar(9.0)
    chain = factor >> Impatient()
    assert chain.update(known, a, c).first == Scalar(2.0)
    assert (factor >> factor).update(known, a, c).first != Scalar(2.0)


def test_a_rate_of_its_own_breaks_the_law() -> None:
    fast = GradientLearner(MulOp(), Scalars(), Scalars(), Scalars(), LearningRate(0.5))
    known, example = Product(Scalar(2.0), Scalar(2.0)), Product(Scalar(1.0), Scalar(9.0))
    with pytest.raises(Disagreement):
        laws.learning_keeps_composition(factor, fast, known, example).check(atol=1e-9)


def test_two_layers_learn_what_one_can_not() -> None:
    """Exclusive or: one layer can only draw a straight line."""
    fast = GradientLearner(TanhLayer(), ArraysByName(), Vectors(), Vectors(), LearningRate(0.3))
    both = fast >> fast
    examples = [
        (Vector([x, y]), Vector([-0.9 if x == y else 0.9])) for x in (-1, 1) for y in (-1, 1)
    ]
    p, q = network(1, 2, 4, 1)
    known, alone = Product(p, q), network(1, 2, 1)[0]
    for a, b in examples * 300:
        known, alone = both.update(known, a, b), fast.update(alone, a, b)
    signs = [np.sign(both.implement(known, a).values) == np.sign(b.values) for a, b in examples]
    lonely = [np.sign(fast.implement(alone, a).values) == np.sign(b.values) for a, b in examples]
    assert all(signs)
    assert not all(lonely)


def test_learners_compose_with_learners_only() -> None:
    assert repr(factor >> offset) == "GradientLearner(MulOp) >> GradientLearner(AddOp)"
    with pytest.raises(InvalidTypeError, match="a Learner"):
        LearnerChain(factor, MulOp())  # type: ignore[arg-type]


def test_slopes_of_another_shape_are_refused_by_name() -> None:
    with pytest.raises(InvalidShapeError, match=r"Vectors refuses a slope of 1 numbers"):
        Vectors().descend(Vector([1.0, 2.0]), 0.1, Vector([1.0]))
    with pytest.raises(InvalidShapeError, match="refuses arrays"):
        ArraysByName().descend(random_arrays(0), 0.1, NamedArrays({"bias": [1.0]}))
    halves = Pairs(Scalars(), Vectors())
    moved = halves.descend(
        Product(Scalar(1.0), Vector([2.0])), 0.5, Product(Scalar(2.0), Vector([2.0]))
    )
    assert moved == Product(Scalar(0.0), Vector([1.0]))
