"""Linear: every output is a weighted sum of all inputs."""

from dataclasses import dataclass

from ctml.nn.initial import Beginning, Fan
from ctml.nn.layer import PlainLayer
from ctml.nn.module import require_shape
from ctml.tensor import Tensor


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Linear(PlainLayer):
    """y = x · weight + bias, for the last side: [..., IN] to [..., OUT].

    Attributes:
        weight: shape [IN, OUT].
        bias: shape [OUT].

    Raises:
        InvalidShapeError: the two don't fit together.
    """

    weight: Tensor
    bias: Tensor

    def __post_init__(self) -> None:
        require_shape("Linear.weight", self.weight, -1, -1)
        require_shape("Linear.bias", self.bias, self.weight.shape[1])

    @classmethod
    def initial(cls, inputs: int, outputs: int, beginning: Beginning) -> "Linear":
        """Return a layer with random weights and bias 0.

        Args:
            inputs: IN, 1 or more.
            outputs: OUT, 1 or more.
            beginning: how the weights are drawn.

        Raises:
            InvalidTypeError: a size is not an int.
            InvalidValueError: a size is less than 1.
        """
        weight = beginning.table(Fan(inputs, outputs), inputs, outputs)
        return cls(weight, beginning.zeros(outputs))

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return y, [..., rows, IN] to [..., rows, OUT].

        Raises:
            InvalidTypeError: input and layer differ in precision.
            InvalidShapeError: the last side is not IN, or there is no side but that one.
        """
        return x @ self.weight + self.bias
