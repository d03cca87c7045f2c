"""Facts about slopes, lenses, learners and laws: checked by mypy, never run."""

from collections.abc import Mapping
from typing import assert_never, assert_type

from ctml import laws
from ctml.calculus import (
    AddOp,
    Chain,
    CopyOp,
    Differentiable,
    First,
    Given,
    GradientLearner,
    Learner,
    LearnerChain,
    LensChain,
    MulOp,
    OfOne,
    OfTwo,
    Origin,
    ParameterArrays,
    Scalars,
    Second,
    TanhLayer,
    TanhOp,
    Value,
    Vectors,
    given,
    in_order,
    of_one,
    slopes,
)
from ctml.category import Morphism, lift
from ctml.domain import (
    LearningRate,
    LocalGradient,
    NamedArrays,
    Parameters,
    Product,
    Scalar,
    Vector,
)

Pair = Product[Scalar, Scalar]


def what_operations_give(at: Pair, x: Scalar) -> None:
    assert_type(MulOp().forward(at), Scalar)
    assert_type(MulOp().local(at), Product[LocalGradient, LocalGradient])
    assert_type(MulOp().backward(at, x), Product[Scalar, Scalar])
    assert_type(TanhOp().local(x), LocalGradient)
    assert_type(MulOp() >> TanhOp(), Chain[Pair, Scalar, Scalar])
    assert_type((CopyOp() >> MulOp()).backward(x, x), Scalar)
    square: Differentiable[Scalar, Scalar] = CopyOp() >> MulOp()
    assert_type(square.arrow, Morphism[Scalar, Scalar])


def what_a_graph_gives(x: Value, y: Value) -> None:
    assert_type(x * y + x, Value)
    assert_type(slopes(x * y), Mapping[Value, Scalar])
    assert_type(in_order(x), tuple[Value, ...])
    assert_type(of_one(TanhOp(), x).scalar, Scalar)
    assert_type(given(1.0).origin, Given | OfOne | OfTwo)


def forgets_a_way(origin: Origin) -> int:
    match origin:
        case Given():
            return 0
        case OfOne():
            return 1
        case unknown:
            assert_never(unknown)  # type: ignore[arg-type]


def what_lenses_give(now: Product[Parameters, int], arrays: NamedArrays) -> None:
    inner = First[Parameters, int]() >> ParameterArrays()
    assert_type(inner, LensChain[Product[Parameters, int], Parameters, NamedArrays])
    assert_type(inner.get(now), NamedArrays)
    assert_type(inner.put(now, arrays), Product[Parameters, int])
    assert_type(Second[Parameters, int]().get(now), int)


def what_learners_give(p: Scalar, q: NamedArrays, a: Scalar) -> None:
    factor = GradientLearner(MulOp(), Scalars(), Scalars(), Scalars(), LearningRate(0.1))
    assert_type(factor, GradientLearner[Scalar, Scalar, Scalar])
    chain = factor >> factor
    assert_type(chain, LearnerChain[Scalar, Scalar, Scalar, Scalar, Scalar])
    assert_type(chain.update(Product(p, p), a, a), Product[Scalar, Scalar])
    assert_type(chain.request(Product(p, p), a, a), Scalar)


def what_a_law_gives(at: Scalar) -> None:
    assert_type(
        laws.forgetting_slopes_keeps_composition(TanhOp(), TanhOp(), at), laws.Equation[Scalar]
    )


def hands_on_the_wrong_example(
    first: Learner[float, int, str], after: Learner[float, str, bytes], p: float, a: int, c: bytes
) -> float:
    y = first.implement(p, a)
    first.update(p, a, after.request(p, y, c))
    return first.update(p, a, c)  # type: ignore[arg-type]


def refused(at: Pair, x: Scalar, y: Vector, now: Product[Parameters, int]) -> None:
    _ = TanhOp() >> MulOp()  # type: ignore[operator]
    _ = TanhOp() >> lift(TanhOp().forward)  # type: ignore[operator]
    _ = TanhOp().arrow >> TanhOp()  # type: ignore[operator]
    MulOp().forward(x)  # type: ignore[arg-type]
    MulOp().backward(at, LocalGradient(1.0))  # type: ignore[arg-type]
    ParameterArrays().get(now)  # type: ignore[arg-type]
    _ = First[Parameters, int]() >> First[int, int]()  # type: ignore[operator]
    GradientLearner(MulOp(), Vectors(), Scalars(), Scalars(), LearningRate(0.1))  # type: ignore[misc]
    TanhLayer().forward(Product(x, y))  # type: ignore[arg-type]
    laws.identity_before(TanhOp(), x)  # type: ignore[arg-type]
    laws.associativity(AddOp().arrow, TanhOp().arrow, AddOp().arrow, at)  # type: ignore[misc]
    _ = given(1.0) + 1.0  # type: ignore[operator]
    of_one(MulOp(), given(1.0))  # type: ignore[arg-type]
    Differentiable()  # type: ignore[abstract]
