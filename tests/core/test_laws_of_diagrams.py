"""The laws of diagrams, circuits and behaviours, over random ones."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml import laws
from ctml.checks import Disagreement
from ctml.sketches import Behaviour, Interval, OpenCircuit, Resistor, Wires, observe
from ctml.tensor import Matrix


class Light:
    """What the wires of these diagrams carry."""


class Plug:
    """The only kind of port in these circuits."""


gains = st.integers(-9, 9).map(float)


def diagrams(rows: int, columns: int) -> st.SearchStrategy[Matrix[Light, Light]]:
    row = st.lists(st.integers(-9, 9), min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows).map(Matrix[Light, Light])


@given(st.lists(st.integers(1, 4), min_size=4, max_size=4), gains, gains, st.data())
def test_diagrams_keep_the_laws(
    counts: list[int], one: float, other: float, data: st.DataObject
) -> None:
    f, g, h = (data.draw(diagrams(*sides)) for sides in pairwise(counts))
    begin, end = Wires[Light](counts[0]), Wires[Light](counts[-1])
    laws.series_is_associative(f, g, h).check()
    laws.straight_before(begin, f).check()
    laws.straight_after(h, end).check()
    laws.series_of_parallels(f, g, g, h).check()
    laws.gains_add_up(begin, one, other).check()


WIRE = OpenCircuit[Plug, Plug](1, (), (0,), (0,))
ohms = st.floats(0.1, 100)
circuits = st.lists(ohms, max_size=3).map(
    lambda each: OpenCircuit[Plug, Plug](
        len(each) + 1,
        tuple(Resistor(i, i + 1, one) for i, one in enumerate(each)),
        (0,),
        (len(each),),
    )
)


@given(circuits, circuits, circuits)
def test_circuits_keep_the_laws(
    f: OpenCircuit[Plug, Plug], g: OpenCircuit[Plug, Plug], h: OpenCircuit[Plug, Plug]
) -> None:
    laws.soldering_is_associative(f, g, h).check()
    laws.bare_wire_before(WIRE, f).check()
    laws.bare_wire_after(f, WIRE).check()


def test_a_wire_with_a_resistor_is_no_bare_one() -> None:
    loaded = OpenCircuit[Plug, Plug](2, (Resistor(0, 1, 1),), (0,), (1,))
    with pytest.raises(Disagreement):
        laws.bare_wire_before(loaded, WIRE).check()


def squares(first: int, last: int) -> Behaviour[int]:
    return observe(Interval(first, last), lambda t: t * t)


def grows(now: int, after: int) -> bool:
    return now < after


@given(st.lists(st.integers(0, 30), min_size=6, max_size=6).map(sorted))
def test_restricting_keeps_the_laws(moments: list[int]) -> None:
    a, b, c, d, e, f = moments
    laws.restricting_twice(squares(a, f), Interval(b, e), Interval(c, d)).check()
    laws.restricting_to_all(squares(a, f)).check()


@given(st.lists(st.integers(0, 3), min_size=2, max_size=8), st.data())
def test_behaviours_are_glued_in_one_way(values: list[int], data: st.DataObject) -> None:
    whole, last = Behaviour(Interval(0, len(values) - 1), tuple(values)), len(values) - 1
    ends = data.draw(st.tuples(st.integers(0, last), st.integers(0, last)).map(sorted))
    earlier, later = Interval(0, ends[1]), Interval(ends[0], last)
    laws.glued_is_the_whole(whole, earlier, later).check()
    laws.glued_has_its_pieces(whole.on(earlier), whole.on(later)).check()
    laws.rules_glue(whole.on(earlier), whole.on(later), grows).check()
