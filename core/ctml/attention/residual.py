"""Residual: a layer, and a way past it (arXiv 1512.03385)."""

from dataclasses import dataclass, replace
from typing import Self

from ctml.attention.hidden import Hidden
from ctml.attention.layer import Gradient, Layer
from ctml.attention.roles import Model, Seq
from ctml.domain import NamedArrays
from ctml.tensor import Matrix


@dataclass(frozen=True, slots=True, repr=False)
class Residual(Layer):
    """What goes in is added to what comes out: y = x + f(x).

    Attributes:
        layer: f.
    """

    layer: Layer

    def __call__(self, hidden: Hidden, /) -> Hidden:
        """Return x + f(x), [Seq, Model] to the same shape.

        Raises:
            InvalidShapeError: the layer refuses the shape.
        """
        return Hidden(hidden.matrix + self.layer(hidden).matrix)

    def backward(self, hidden: Hidden, upstream: Matrix[Seq, Model], /) -> Gradient:
        """Send the gradient both ways and add what arrives: dx = dy + what f sends back for dy.

        Raises:
            InvalidShapeError: hidden or upstream don't fit the layer.
        """
        inner = self.layer.backward(hidden, upstream)
        return Gradient(upstream + inner.of_input, inner.of_parameters)

    @property
    def arrays(self) -> NamedArrays:
        """The arrays of the layer, under their own names."""
        return self.layer.arrays

    def with_arrays(self, arrays: NamedArrays, /) -> Self:
        """Return a way past the same layer with other numbers.

        Raises:
            InvalidShapeError: a name is missing or unknown, or a shape differs.
        """
        return replace(self, layer=self.layer.with_arrays(arrays))
