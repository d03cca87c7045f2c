"""Open circuits: networks with ports, which compose by soldering ports together.

The sixth sketch (arXiv 1803.05316, chapter 6): circuits are arrows between kinds of ports.
"""

from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

from ctml.domain import Product
from ctml.domain.finite_number import positive_number
from ctml.domain.kind import require_kind
from ctml.domain.whole_number import whole_number
from ctml.errors import InvalidShapeError, InvalidValueError

In = TypeVar("In")
Out = TypeVar("Out")
OtherIn = TypeVar("OtherIn")
OtherOut = TypeVar("OtherOut")
Next = TypeVar("Next")


@dataclass(frozen=True, slots=True)
class Resistor:
    """A resistor between two nodes of a circuit.

    Attributes:
        one: a node.
        other: another one.
        ohms: its resistance, above 0.

    Raises:
        InvalidTypeError: a node is not an int, or the resistance not a number.
        InvalidValueError: a node is negative, or the resistance not finite or not above 0.
    """

    one: int
    other: int
    ohms: float

    def __post_init__(self) -> None:
        whole_number("Resistor.one", self.one, at_least=0)
        whole_number("Resistor.other", self.other, at_least=0)
        object.__setattr__(self, "ohms", positive_number("Resistor", self.ohms))


@dataclass(frozen=True)
class OpenCircuit(Generic[In, Out]):
    """Nodes joined by resistors, with ports on the left and on the right.

    ``OpenCircuit[Mains, Lamp]`` says which kind of plug is on which side: the type checker refuses
    to solder a lamp's port to the mains.

    Attributes:
        nodes: how many nodes there are, numbered from 0.
        resistors: what lies between them.
        inputs: the node of each port on the left.
        outputs: the node of each port on the right; ports may share a node.

    Raises:
        InvalidTypeError: the number of nodes, or a node's, is not an int, or a resistor is none.
        InvalidValueError: there is no node, or something is attached to a node that isn't there.
    """

    nodes: int
    resistors: tuple[Resistor, ...]
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]

    def __post_init__(self) -> None:
        whole_number("OpenCircuit.nodes", self.nodes, at_least=1)
        for resistor in self.resistors:
            require_kind("OpenCircuit.resistors", resistor, Resistor, "Resistors only")
        for port in (*self.inputs, *self.outputs):
            whole_number("OpenCircuit", port, at_least=0)
        ends = ((one.one, one.other) for one in self.resistors)
        for node in chain(self.inputs, self.outputs, chain.from_iterable(ends)):
            if node >= self.nodes:
                needed = f"a node from 0 to {self.nodes - 1}"
                raise InvalidValueError("OpenCircuit", f"the node {node}", needed)

    def __rshift__(self, after: "OpenCircuit[Out, Next]") -> "OpenCircuit[In, Next]":
        """Solder each output of this circuit to the input of the next one at the same place.

        Raises:
            InvalidShapeError: there are not as many.
        """
        if len(self.outputs) != len(after.inputs):
            given = f"{len(self.outputs)} outputs for {len(after.inputs)} inputs"
            raise InvalidShapeError("OpenCircuit", given, "as many ports on both sides")
        both = self.beside(after)
        moved = tuple(node + self.nodes for node in after.inputs)
        names = _soldered(both.nodes, tuple(zip(self.outputs, moved, strict=True)))
        return OpenCircuit(
            max(names) + 1,
            tuple(Resistor(names[r.one], names[r.other], r.ohms) for r in both.resistors),
            tuple(names[node] for node in self.inputs),
            tuple(names[node + self.nodes] for node in after.outputs),
        )

    def beside(
        self, other: "OpenCircuit[OtherIn, OtherOut]"
    ) -> "OpenCircuit[Product[In, OtherIn], Product[Out, OtherOut]]":
        """Return both circuits without any contact, the ports of this one first.

        Args:
            other: another circuit.
        """
        shift = self.nodes
        moved = (Resistor(r.one + shift, r.other + shift, r.ohms) for r in other.resistors)
        return OpenCircuit(
            shift + other.nodes,
            (*self.resistors, *moved),
            (*self.inputs, *(node + shift for node in other.inputs)),
            (*self.outputs, *(node + shift for node in other.outputs)),
        )


def _soldered(nodes: int, pairs: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    """Return the new number of each node, the same for nodes that have become one."""
    name = list(range(nodes))
    for left, right in pairs:
        old, new = max(name[left], name[right]), min(name[left], name[right])
        name = [new if one == old else one for one in name]
    kept = sorted(set(name))
    return tuple(kept.index(one) for one in name)
