"""The laws of diagrams, of signals and of circuits: the fifth and the sixth sketch."""

from typing import TypeVar

from ctml.domain import Product
from ctml.laws.equation import Equation
from ctml.sketches import OpenCircuit, Wires, amplified, beside, copied, straight, summed
from ctml.tensor import Matrix

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
E = TypeVar("E")
F = TypeVar("F")


def series_is_associative(
    f: Matrix[A, B], g: Matrix[B, C], h: Matrix[C, D]
) -> Equation[Matrix[A, D]]:
    """However diagrams in series are bracketed, the signal comes out the same."""
    return Equation((f @ g) @ h, f @ (g @ h))


def straight_before(wires: Wires[A], f: Matrix[A, B]) -> Equation[Matrix[A, B]]:
    """Straight wires in front of a diagram change nothing."""
    return Equation(straight(wires) @ f, f)


def straight_after(f: Matrix[A, B], wires: Wires[B]) -> Equation[Matrix[A, B]]:
    """Straight wires behind a diagram change nothing."""
    return Equation(f @ straight(wires), f)


def series_of_parallels(
    f: Matrix[A, B], g: Matrix[B, C], h: Matrix[D, E], k: Matrix[E, F]
) -> Equation[Matrix[Product[A, D], Product[C, F]]]:
    """Two parallels in series are two series in parallel: (f ⊕ h)(g ⊕ k) = fg ⊕ hk."""
    return Equation(beside(f, h) @ beside(g, k), beside(f @ g, h @ k))


def gains_add_up(wires: Wires[A], one: float, other: float) -> Equation[Matrix[A, A]]:
    """To copy a signal, amplify each copy and sum them is to amplify it by the sum."""
    each = beside(amplified(wires, one), amplified(wires, other))
    return Equation(copied(wires) @ each @ summed(wires), amplified(wires, one + other))


def soldering_is_associative(
    f: OpenCircuit[A, B], g: OpenCircuit[B, C], h: OpenCircuit[C, D]
) -> Equation[OpenCircuit[A, D]]:
    """In whatever order three circuits are soldered, they become the same one."""
    return Equation((f >> g) >> h, f >> (g >> h))


def bare_wire_before(wire: OpenCircuit[A, A], f: OpenCircuit[A, B]) -> Equation[OpenCircuit[A, B]]:
    """A wire without a resistor in front of a circuit changes nothing."""
    return Equation(wire >> f, f)


def bare_wire_after(f: OpenCircuit[A, B], wire: OpenCircuit[B, B]) -> Equation[OpenCircuit[A, B]]:
    """A wire without a resistor behind a circuit changes nothing."""
    return Equation(f >> wire, f)
