"""Identity: the arrow that changes nothing.

`Identity[Vector]()` is an arrow from Vector to Vector that gives back what it is given. In
front of an arrow or behind it, it changes nothing, as 0 changes nothing in a sum. It is of
use wherever a stage can be switched off, and wherever there may be no stages at all.

Every type has an identity of its own, and the square brackets say whose it is. A bare
`Identity()` in front of `>>` does not say it, and nothing else on the line does. So mypy
takes `Never`, the type that has no values: such a chain can't be given anything.

1. `behind` is done. In `in_front`, say whose identity it is; `embed` goes from TokenId to
   Vector. Which of the two comes in at the front?
2. `in_turn` joins any number of steps, but it breaks if there are none: a first step is
   all it can begin with. Let it begin with the arrow that changes nothing, and join every
   step to that.
"""

from dataclasses import dataclass

from ctml.category import Compose, Identity, Morphism
from ctml.domain import Parameters, TokenId, Vector
from ctml.pipeline import Embedding


@dataclass(frozen=True)
class Add(Morphism[TokenId, TokenId]):
    amount: int

    def __call__(self, value: TokenId, /) -> TokenId:
        return TokenId(value.index + self.amount)


@dataclass(frozen=True)
class Times(Morphism[TokenId, TokenId]):
    factor: int

    def __call__(self, value: TokenId, /) -> TokenId:
        return TokenId(value.index * self.factor)


embed = Embedding(
    Parameters(
        embedding=((1.0, 0.0), (0.0, 1.0), (-1.0, -1.0)),
        lm_head=((0.0, 2.0, 1.0), (1.0, 0.0, 2.0)),
        bias=(0.0, 0.0, 0.0),
    )
)

behind: Compose[TokenId, Vector] = embed >> Identity[Vector]()

in_front: Compose[TokenId, Vector] = Identity() >> embed


def in_turn(steps: tuple[Morphism[TokenId, TokenId], ...]) -> Morphism[TokenId, TokenId]:
    whole: Morphism[TokenId, TokenId] = steps[0]
    for step in steps[1:]:
        whole = whole >> step
    return whole


# --- checks ---
from typing import assert_type

from ctml.checks import agree
from ctml.domain import TokenId, Vector
from hypothesis import given
from hypothesis import strategies as st


def test_switched_off() -> None:
    """With a stage switched off in front or behind, token 1 still has the vector 0, 1."""
    result = in_front(TokenId(1))
    assert_type(result, Vector)
    agree(result, Vector((0.0, 1.0)))
    agree(behind(TokenId(1)), Vector((0.0, 1.0)))
    agree(embed(TokenId(1)), Vector((0.0, 1.0)))
    agree(embed(TokenId(2)), Vector((-1.0, -1.0)))


@given(st.integers(min_value=0, max_value=2))
def test_unit_laws(index: int) -> None:
    """An identity in front of an arrow or behind it changes nothing, whatever the token."""
    agree(in_front(TokenId(index)), embed(TokenId(index)))
    agree(behind(TokenId(index)), embed(TokenId(index)))


def test_no_steps() -> None:
    """No steps at all change nothing: token 3 stays token 3, and token 5 token 5."""
    agree(in_turn(())(TokenId(3)), TokenId(3))
    agree(in_turn(())(TokenId(5)), TokenId(5))


def test_steps() -> None:
    """The steps are taken in their order: 3 plus 1, times 2 is 8; 3 times 2, plus 1 is 7."""
    agree(in_turn((Add(1), Times(2)))(TokenId(3)), TokenId(8))
    agree(in_turn((Times(2), Add(1)))(TokenId(3)), TokenId(7))
    agree(in_turn((Add(1),))(TokenId(3)), TokenId(4))
    agree(in_turn((Add(1), Times(2), Add(5)))(TokenId(0)), TokenId(7))


NUMBERS = st.integers(min_value=0, max_value=9)


@given(st.lists(st.tuples(st.sampled_from(["add", "times"]), NUMBERS), max_size=4), NUMBERS)
def test_any_steps(steps: list[tuple[str, int]], start: int) -> None:
    """Whatever the steps: `in_turn` does what they do one after the other."""
    arrows = [Add(number) if what == "add" else Times(number) for what, number in steps]
    token = TokenId(start)
    for arrow in arrows:
        token = arrow(token)
    agree(in_turn(tuple(arrows))(TokenId(start)), token)


# Wrong on purpose: mypy has to complain about each line in here.
def refused() -> None:  # never called
    _ = in_front(Vector((1.0, 0.0)))  # type: ignore[arg-type]  # the chain starts at a TokenId, whatever is switched off in it
    _ = in_turn((embed,))  # type: ignore[arg-type]  # embed ends in a Vector, and the next step could not go on from there
