"""TanhLayer: one layer of a network, as a differentiable function with parameters."""

from dataclasses import dataclass

import numpy as np

from ctml.calculus.differentiable import Differentiable
from ctml.domain import FloatArray, NamedArrays, Product, Vector
from ctml.errors import InvalidShapeError


@dataclass(frozen=True, slots=True, repr=False)
class TanhLayer(Differentiable[Product[NamedArrays, Vector], Vector]):
    """y = tanh(weight · x + bias), with weight [OUT, IN], x [IN], bias and y [OUT].

    With dz = dy · (1 - y²), number by number, the slopes are

        dweight = dz · xᵀ        dbias = dz        dx = weightᵀ · dz
    """

    def forward(self, at: Product[NamedArrays, Vector], /) -> Vector:
        """Return y.

        Args:
            at: the arrays ``weight`` and ``bias``, and x.

        Raises:
            InvalidShapeError: an array is missing, or the shapes don't fit together.
        """
        weight, bias = _layer(at)
        with np.errstate(over="ignore", invalid="ignore"):  # tanh of ±inf is ±1; NaN is refused
            return Vector(np.tanh(weight @ at.second.values + bias))

    def backward(
        self, at: Product[NamedArrays, Vector], slope: Vector, /
    ) -> Product[NamedArrays, Vector]:
        """Return the slopes of weight and bias, and that of x.

        Args:
            at: the arrays ``weight`` and ``bias``, and x.
            slope: dy, shape [OUT].

        Raises:
            InvalidShapeError: an array is missing, or the shapes don't fit together.
        """
        weight, bias = _layer(at)
        if slope.values.shape != bias.shape:
            given = f"a slope of {slope.values.size} numbers"
            raise InvalidShapeError("TanhLayer", given, f"{bias.size}, as many as it puts out")
        dz = slope.values * (1 - self.forward(at).values ** 2)
        with np.errstate(over="ignore", invalid="ignore"):  # NamedArrays and Vector say it better
            arrays = NamedArrays({"weight": np.outer(dz, at.second.values), "bias": dz})
            return Product(arrays, Vector(weight.T @ dz))


def _layer(at: Product[NamedArrays, Vector]) -> tuple[FloatArray, FloatArray]:
    shapes = {name: array.shape for name, array in at.first.items()}
    outputs = shapes.get("bias", (0,))
    fit = shapes == {"weight": (*outputs, at.second.values.size), "bias": outputs}
    if not fit or len(outputs) != 1:
        needed = f"weight [OUT, {at.second.values.size}] and bias [OUT]"
        raise InvalidShapeError("TanhLayer", f"arrays {shapes}", needed)
    return at.first["weight"], at.first["bias"]
