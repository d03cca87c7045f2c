"""What a test may do with a learner's object: it is asked of the worker, or it is refused."""

import functools
import types
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.wall import beside

from ctml.category import Compose, Identity, lift
from ctml.checks import Disagreement, agree, frozen
from ctml.domain import Ok, Product, TokenId, Vector
from ctml.pipeline import Softmax
from ctml_runner.wall.handle import LONGEST, Handle
from ctml_runner.wall.limits import ITEMS, NESTED
from ctml_runner.wall.raised import LISTED, Unlisted
from ctml_runner.wall.room import Breach, Room
from ctml_runner.wall.values import NotCrossed

PART = """
from dataclasses import dataclass
from typing import Generic, TypeVar
import itertools
import numpy as np
from ctml.category import Identity, Morphism
from ctml.domain import Ok, TokenId, Vector

T = TypeVar("T")
LIMIT = 3
TABLE = {"a": (1, 2.0)}

@dataclass(frozen=True, order=True)
class Count:
    value: int
    def __add__(self, other): return Count(self.value + getattr(other, "value", other))
    def __radd__(self, other): return Count(other + self.value)
    def __mul__(self, other): return self.value * other
    def __len__(self): return self.value
    def __bool__(self): return self.value != 0
    def __contains__(self, other): return other == self.value
    def __iter__(self): return iter(range(self.value))
    def __getitem__(self, place): return place * self.value
    def doubled(self, *, by=2): return Count(self.value * by)
    @property
    def secret(self): return self._hidden

class Add(Morphism[int, int]):
    def __init__(self, amount): self.amount = amount
    def __call__(self, value, /): return value + self.amount

class Box(Generic[T]):
    def __init__(self, held=None): self.held = held

def kept(value): return value
def several(f, values): return [f(one) for one in values]
def wrapped(): return Ok(Count(1))
def endless(): return itertools.count()
def written(values):
    values[0] = 7.0
    return values
def far(): return Far()
class Far:
    def __len__(self): return 1 << 40
    def __iter__(self): return iter("x")
class Mine(ValueError): pass
class Odd(Exception): pass
def fails(kind): raise {"mine": Mine, "odd": Odd, "exit": SystemExit, "key": KeyError}[kind]("x")
"""
NAMES = (
    "LIMIT", "TABLE", "Count", "Add", "Box", "kept", "several", "wrapped", "endless", "written",
    "far", "fails", "Mine", "Gone",
)  # fmt: skip


@pytest.fixture
def room() -> Iterator[Room]:
    with beside.room() as opened:
        yield opened


@pytest.fixture
def part(room: Room) -> dict[str, Any]:
    return room.load("part", PART, NAMES)


def test_data_is_data_and_the_rest_are_handles(part: dict[str, Any]) -> None:
    agree(part["LIMIT"], 3)
    agree(part["TABLE"], {"a": (1, 2.0)})
    assert type(part["Count"]) is Handle
    assert "Gone" not in part


def test_calls_fields_and_methods(part: dict[str, Any]) -> None:
    count = part["Count"](2)
    agree(count.value, 2)
    agree(count.doubled(by=5).value, 10)
    agree(part["Count"](value=4).value, 4)
    agree(part["kept"]((1, [TokenId(2)], {"a": None})), (1, [TokenId(2)], {"a": None}))
    agree(part["kept"](part["kept"])(5), 5)


def test_operators_go_both_ways(part: dict[str, Any]) -> None:
    count = part["Count"]
    agree((count(1) + count(2)).value, 3)
    agree((count(1) + 5).value, 6)
    agree((5 + count(1)).value, 6)
    agree(count(3) * 2.5, 7.5)
    agree(count(3)[4], 12)
    agree(list(count(3)), [0, 1, 2])


def test_claims_are_the_learner_s(part: dict[str, Any]) -> None:
    count = part["Count"]
    agree([count(1) == count(1), count(1) == count(2)], [True, False])
    agree([count(1) != count(1), count(1) != count(2)], [False, True])
    agree([count(1) < count(2), count(2) <= count(1)], [True, False])
    agree([count(1) > count(2), count(2) >= count(1)], [False, True])
    agree([2 in count(2), 3 in count(2)], [True, False])
    agree([bool(count(1)), bool(count(0)), len(count(4))], [True, False, 4])
    agree([isinstance(count(1), count), isinstance(1, count)], [True, False])


def test_generics_and_chains_of_arrows(part: dict[str, Any]) -> None:
    add = part["Add"]
    agree((add(1) >> add(2) >> add(3))(4), 10)
    agree(part["Box"][Vector](3).held, 3)
    agree((add(1) >> Identity[int]())(4), 5)
    agree((add(1) >> lift(lambda n: n * 2))(4), 10)
    with pytest.raises(NotCrossed, match="a Compose"):
        _ = add(1) >> Compose(Identity[int](), Identity[int]())
    assert part["kept"](Vector) is not Vector  # a class comes back as the worker's


def test_the_core_s_own_arrows_and_classes_go_over_by_name(part: dict[str, Any]) -> None:
    agree(part["several"](Vector, ([1.0], [2.0])), [Vector([1.0]), Vector([2.0])])
    agree(part["kept"](Softmax()).name, "Softmax")


def test_functions_of_the_checks_can_be_called_and_nothing_else(part: dict[str, Any]) -> None:
    seen: list[object] = []

    def note(value: int) -> int:
        seen.append(value)
        return value + 1

    agree(part["several"](note, (1, 2)), [2, 3])
    agree(part["several"](functools.partial(pow, 2), (1, 3)), [2, 8])
    agree(seen, [1, 2])
    with pytest.raises(ZeroDivisionError):
        part["several"](lambda n: 1 // n, (0,))


def test_a_function_of_the_checks_may_ask_in_its_turn(part: dict[str, Any]) -> None:
    count = part["Count"]
    agree(part["several"](lambda n: count(n).doubled().value, (1, 2)), [2, 4])


def test_containers_hold_handles(part: dict[str, Any]) -> None:
    found = part["wrapped"]()
    assert type(found) is Ok
    agree(found.value.value, 1)
    pair = part["kept"](Product(part["Count"](1), 2))
    agree((pair.first.value, pair.second), (1, 2))


def test_an_answer_can_t_write_into_what_is_frozen(part: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="raised by the learner's part"):
        part["written"](frozen([1.0]))


@pytest.mark.parametrize(
    "act",
    [
        lambda it: it == 1, lambda it: it != 1, lambda it: it == it.value, lambda it: it < 3,
        lambda it: it in (1, 2), hash, lambda it: {it}, lambda it: -it, abs,
        int, float, str, round, range, lambda it: [1][it], lambda it: f"{it}",
        lambda it: setattr(it, "value", 1), lambda it: delattr(it, "value"),
        lambda it: it.__setitem__(0, 1), lambda it: it.__enter__(), reversed, dir,
        lambda it: issubclass(int, it), lambda it: types.new_class("Sub", (it,)),
        lambda it: it(object()),
        lambda it: it({1, 2}), lambda it: it(1j), lambda it: it(pytest), lambda it: it("\ud800"),
    ],
)  # fmt: skip
def test_what_can_t_cross_is_refused_and_never_answered_by_a_default(
    part: dict[str, Any], act: Callable[[Any], object]
) -> None:
    with pytest.raises(NotCrossed):
        act(part["Count"](1))
    agree(part["kept"](1), 1)  # the room is as whole as before


def test_private_names_stay_private(part: dict[str, Any]) -> None:
    with pytest.raises(AttributeError, match="private"):
        _ = part["Count"](1)._hidden
    with pytest.raises(AttributeError):
        _ = part["Count"](1).secret
    assert repr(part["Count"](1)) == "<an object of the learner's part>"


def test_a_handle_never_agrees_with_data(part: dict[str, Any]) -> None:
    for wanted in (1, Vector([1.0]), None, True, (1,)):
        with pytest.raises(Disagreement):
            agree(part["Count"](1), wanted)


def test_errors_are_names_of_a_closed_list(part: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="raised by the learner's part"):
        part["fails"]("mine")
    with pytest.raises(KeyError):
        part["fails"]("key")
    for kind in ("odd", "exit"):
        with pytest.raises(Unlisted):
            part["fails"](kind)
    assert not issubclass(Unlisted, tuple(LISTED.values()))


def test_what_never_ends_is_cut_off(part: dict[str, Any]) -> None:
    with pytest.raises(Unlisted):
        list(part["endless"]())
    assert ITEMS > 1000


def test_a_false_length_breaks_the_room(part: dict[str, Any], room: Room) -> None:
    with pytest.raises(Breach, match="a length that can't be"):
        list(part["far"]())
    assert LONGEST < 1 << 21
    assert not room.holds()


def test_calls_that_wait_for_each_other_are_counted(part: dict[str, Any]) -> None:
    def again(depth: int) -> object:
        return part["several"](again, (depth + 1,))

    with pytest.raises(Breach, match="too many calls that wait"):
        again(0)
    assert NESTED < 100


def test_a_handle_is_good_in_its_own_room_alone(part: dict[str, Any]) -> None:
    with beside.room() as other:
        kept = other.load("other", "def kept(value): return value", ("kept",))["kept"]
        with pytest.raises(NotCrossed, match="another room"):
            kept(part["Count"])  # type: ignore[operator]  # a handle
