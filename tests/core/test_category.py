"""Arrows: what they do, what they are called, and what they refuse."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml.category import Compose, Identity, Morphism, iterate, lift
from ctml.domain import StepCount
from ctml.errors import InvalidTypeError


@dataclass(frozen=True, slots=True, repr=False)
class Add(Morphism[int, int]):
    """n + amount."""

    amount: int

    def __call__(self, n: int, /) -> int:
        return n + self.amount


@dataclass(frozen=True, slots=True, repr=False)
class Times(Morphism[int, int]):
    """n * factor."""

    factor: int

    def __call__(self, n: int, /) -> int:
        return n * self.factor


class Digits(Morphism[int, str]):
    """n as text."""

    def __call__(self, n: int, /) -> str:
        return str(n)


def length(text: str) -> int:
    return len(text)


arrows = st.builds(Add, st.integers()) | st.builds(Times, st.integers())


@given(st.integers())
def test_a_composition_walks_the_left_arrow_first(n: int) -> None:
    assert (Add(1) >> Times(2))(n) == (n + 1) * 2
    assert (Times(2) >> Add(1))(n) == n * 2 + 1
    assert Add(1).then(Times(2))(n) == (n + 1) * 2
    assert (Add(1) >> Digits())(n) == str(n + 1)


@given(arrows, arrows, arrows, st.integers())
def test_brackets_do_not_matter(
    f: Morphism[int, int], g: Morphism[int, int], h: Morphism[int, int], n: int
) -> None:
    left, right = (f >> g) >> h, f >> (g >> h)
    assert left(n) == right(n) == h(g(f(n)))
    assert left == right
    assert hash(left) == hash(right)
    assert left.name == right.name


@given(arrows, st.integers())
def test_the_identity_changes_nothing_on_either_side(f: Morphism[int, int], n: int) -> None:
    assert Identity[int]()(n) == n
    assert (Identity[int]() >> f)(n) == f(n) == (f >> Identity[int]())(n)


@given(arrows, st.integers(0, 20), st.integers())
def test_iterating_walks_the_arrow_that_often(f: Morphism[int, int], times: int, n: int) -> None:
    wanted = n
    for _ in range(times):
        wanted = f(wanted)
    assert iterate(f, StepCount(times))(n) == wanted


def test_no_iteration_is_the_identity() -> None:
    assert iterate(Add(1), StepCount(0))(7) == 7


def test_a_very_long_iteration_is_no_deeper_than_a_short_one() -> None:
    assert iterate(Add(1), StepCount(100_000))(0) == 100_000


def test_a_lifted_function_is_an_arrow_with_the_functions_name() -> None:
    lifted = lift(length)
    assert lifted("abc") == 3
    assert (Digits() >> lifted)(12345) == 5
    assert lifted.name == "length"
    assert lifted == lift(length) != lift(len)


def test_an_arrow_says_its_name() -> None:
    assert repr(Digits()) == "Digits"
    assert repr(Add(1) >> Digits() >> lift(length)) == "Add >> Digits >> length"
    assert repr(Identity[int]()) == "Identity"
    assert repr(iterate(Add(1), StepCount(3))) == "Add^3"
    assert repr(iterate(Add(1) >> Times(2), StepCount(3))) == "(Add >> Times)^3"
    assert repr(iterate(iterate(Add(1), StepCount(3)), StepCount(2))) == "(Add^3)^2"


def test_a_composition_knows_its_stages_and_can_not_be_changed() -> None:
    chain = Add(1) >> Times(2) >> Digits()
    assert chain.stages[:2] == (Add(1), Times(2))
    assert chain != Add(1) >> Times(3) >> Digits()
    with pytest.raises(AttributeError):
        chain.stages = ()  # type: ignore[misc]


def test_a_bare_function_is_refused_with_what_to_do() -> None:
    with pytest.raises(InvalidTypeError) as caught:
        _ = Digits() >> length  # type: ignore[operator]
    assert str(caught.value) == (
        ">> refuses the function length: it needs a Morphism; lift(...) makes one of a function"
    )
    with pytest.raises(InvalidTypeError, match="function length"):
        Digits().then(length)  # type: ignore[arg-type]
    with pytest.raises(InvalidTypeError, match="function length"):
        Compose(length, Digits())  # type: ignore[arg-type]


def test_an_arrows_class_or_a_value_is_no_arrow() -> None:
    with pytest.raises(InvalidTypeError, match="refuses the class Digits: it needs a Morphism"):
        _ = Add(1) >> Digits  # type: ignore[operator]
    with pytest.raises(InvalidTypeError, match="refuses the class Identity: it needs"):
        _ = Add(1) >> Identity[int]  # type: ignore[operator]
    with pytest.raises(InvalidTypeError, match="refuses a value of the class object: it needs"):
        _ = Add(1) >> object()  # type: ignore[operator]
    with pytest.raises(InvalidTypeError, match="refuses the int 7"):
        _ = Add(1) >> 7  # type: ignore[operator]
    with pytest.raises(InvalidTypeError, match=r"lift refuses 7 \(int\): it needs a function"):
        lift(7)  # type: ignore[arg-type]


def test_an_arrow_without_a_way_can_not_be_made() -> None:
    class Nowhere(Morphism[int, int]):
        """It forgot its __call__."""

    with pytest.raises(TypeError, match="abstract"):
        Nowhere()  # type: ignore[abstract]
