"""Signal flow as matrices, circuits with ports, behaviours that are glued."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml.domain import Product
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.sketches import (
    Behaviour,
    Interval,
    OpenCircuit,
    Resistor,
    Wires,
    amplified,
    beside,
    copied,
    glue,
    observe,
    resistance,
)
from ctml.tensor import Matrix


class Light:
    """What the wires of these diagrams carry."""


class Sound:
    """Something else."""


class Plug:
    """The only kind of port in these circuits."""


light = st.integers(1, 4).map(Wires[Light])
gains = st.integers(-9, 9).map(float)
ohms = st.floats(0.1, 100)
circuits = ohms.map(lambda one: OpenCircuit[Plug, Plug](2, (Resistor(0, 1, one),), (0,), (1,)))
split = OpenCircuit[Plug, Product[Plug, Plug]](1, (), (0,), (0, 0))
join = OpenCircuit[Product[Plug, Plug], Plug](1, (), (0, 0), (0,))


@given(light, gains, gains)
def test_amplifiers_in_series_multiply(wires: Wires[Light], one: float, other: float) -> None:
    assert amplified(wires, one) @ amplified(wires, other) == amplified(wires, one * other)


def test_diagrams_beside_each_other_do_not_touch() -> None:
    upper, lower = Matrix[Light, Sound]([[1, 2]]), Matrix[Sound, Light]([[3], [4]])
    assert beside(upper, lower) == Matrix([[1, 2, 0], [0, 0, 3], [0, 0, 4]])
    assert copied(Wires[Light](2)) == Matrix([[1, 0, 1, 0], [0, 1, 0, 1]])


def test_no_wires_at_all_are_refused_by_name() -> None:
    with pytest.raises(InvalidValueError, match=r"^Wires refuses 0"):
        Wires[Light](0)
    with pytest.raises(InvalidValueError, match=r"^Matrix refuses inf"):
        amplified(Wires[Light](1), float("inf"))


@given(circuits, circuits)
def test_in_series_resistances_add_up(
    one: OpenCircuit[Plug, Plug], other: OpenCircuit[Plug, Plug]
) -> None:
    wanted = resistance(one) + resistance(other)
    assert resistance(one >> other) == pytest.approx(wanted, rel=1e-9)


@given(circuits, circuits)
def test_in_parallel_conductances_add_up(
    one: OpenCircuit[Plug, Plug], other: OpenCircuit[Plug, Plug]
) -> None:
    wanted = 1 / (1 / resistance(one) + 1 / resistance(other))
    assert resistance(split >> one.beside(other) >> join) == pytest.approx(wanted, rel=1e-9)


def test_one_resistor_is_its_ohms_and_two_of_10_make_20_or_5() -> None:
    ten = OpenCircuit[Plug, Plug](2, (Resistor(0, 1, 10),), (0,), (1,))
    found = [resistance(ten), resistance(ten >> ten), resistance(split >> ten.beside(ten) >> join)]
    assert found == pytest.approx([10, 20, 5], rel=1e-12)


@pytest.mark.parametrize("outputs", [(0, 1), (1, 0)])
def test_both_ends_soldered_to_one_node_are_one_node(outputs: tuple[int, int]) -> None:
    open_ended = OpenCircuit[Plug, Product[Plug, Plug]](2, (Resistor(0, 1, 5),), (0,), outputs)
    assert open_ended >> join == OpenCircuit(1, (Resistor(0, 0, 5),), (0,), (0,))


def test_a_bare_wire_changes_no_circuit_and_nodes_that_meet_become_one() -> None:
    wire = OpenCircuit[Plug, Plug](1, (), (0,), (0,))
    lamp = OpenCircuit[Plug, Plug](2, (Resistor(0, 1, 5),), (0,), (1,))
    assert wire >> lamp == lamp == lamp >> wire
    assert lamp >> lamp == OpenCircuit(3, (Resistor(0, 1, 5), Resistor(1, 2, 5)), (0,), (2,))
    assert resistance(wire) == 0
    assert split >> join == wire


def test_a_circuit_with_two_sides_that_do_not_fit_is_refused_by_name() -> None:
    with pytest.raises(InvalidShapeError) as caught:
        _ = split >> split  # type: ignore[operator]
    assert str(caught.value) == (
        "OpenCircuit refuses 2 outputs for 1 inputs: it needs as many ports on both sides"
    )
    with pytest.raises(InvalidShapeError, match=r"^resistance refuses 1 inputs and 2 outputs"):
        resistance(split)


def test_what_is_attached_nowhere_or_conducts_nothing_is_refused_by_name() -> None:
    with pytest.raises(InvalidValueError) as caught:
        OpenCircuit(2, (Resistor(0, 2, 1),), (0,), (1,))
    assert str(caught.value) == "OpenCircuit refuses the node 2: it needs a node from 0 to 1"
    with pytest.raises(InvalidValueError, match=r"^OpenCircuit refuses -1"):
        OpenCircuit(2, (), (-1,), (1,))
    with pytest.raises(InvalidValueError, match=r"^OpenCircuit\.nodes refuses 0"):
        OpenCircuit(0, (), (), ())
    with pytest.raises(InvalidTypeError, match=r"^Resistor\.one refuses 'a'"):
        Resistor("a", 1, 5)  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match=r"^Resistor refuses 0"):
        Resistor(0, 1, 0)
    with pytest.raises(InvalidValueError, match=r"^resistance refuses ports without a connection"):
        resistance(OpenCircuit(2, (), (0,), (1,)))


def squares(first: int, last: int) -> Behaviour[int]:
    return observe(Interval(first, last), lambda t: t * t)


def grows(now: int, after: int) -> bool:
    return now < after


def test_squares_from_1_to_3_are_1_4_9() -> None:
    assert squares(1, 3) == Behaviour(Interval(1, 3), (1, 4, 9))
    assert squares(1, 3).at(2) == 4


def test_pieces_that_disagree_are_refused_with_the_moment() -> None:
    with pytest.raises(InvalidValueError) as caught:
        glue(squares(1, 3), Behaviour(Interval(3, 4), (8, 16)))
    assert str(caught.value) == (
        "glue refuses 9 and 8 at moment 3: it needs pieces that agree where they overlap"
    )


def test_pieces_that_share_no_moment_or_come_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(InvalidValueError, match=r": it needs pieces that share a moment$"):
        glue(squares(1, 2), squares(3, 4))
    with pytest.raises(InvalidValueError, match=r": it needs the earlier piece first$"):
        glue(squares(2, 4), squares(1, 3))
    with pytest.raises(InvalidValueError, match=r": it needs the earlier piece first$"):
        glue(squares(1, 4), squares(2, 3))


def test_a_behaviour_has_one_value_at_each_moment_and_none_elsewhere() -> None:
    with pytest.raises(InvalidShapeError) as caught:
        Behaviour(Interval(1, 3), (1, 4))
    assert str(caught.value) == (
        "Behaviour refuses 2 values for 3 moments: it needs one value for each moment"
    )
    with pytest.raises(InvalidTypeError, match=r"^Behaviour refuses a list"):
        Behaviour(Interval(1, 1), [1])  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match=r"^Behaviour refuses Interval.*: it needs a part"):
        squares(1, 3).at(4)
    with pytest.raises(InvalidValueError, match=r"^Interval\.last refuses 1"):
        Interval(2, 1)
    with pytest.raises(InvalidValueError, match=r"^Interval\.first refuses -1"):
        Interval(-1, 1)
