"""LayerNorm: every position brought to mean 0 and variance 1 (arXiv 1607.06450)."""

from dataclasses import dataclass

from ctml.domain import ModelDimension
from ctml.nn.initial import Beginning
from ctml.nn.layer import PlainLayer
from ctml.nn.module import require_shape
from ctml.tensor import Tensor, standardised


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LayerNorm(PlainLayer):
    """y = gain ∘ (x - mean) / √(variance + 1e-5) + bias, each over the D numbers of one position.

    Attributes:
        gain: shape [D].
        bias: shape [D].

    Raises:
        InvalidShapeError: they are not two rows of one length.
    """

    gain: Tensor
    bias: Tensor

    def __post_init__(self) -> None:
        require_shape("LayerNorm.gain", self.gain, -1)
        require_shape("LayerNorm.bias", self.bias, *self.gain.shape)

    @classmethod
    def initial(cls, dimension: ModelDimension, beginning: Beginning) -> "LayerNorm":
        """Return the layer that only normalises: gain 1, bias 0.

        Args:
            dimension: D.
            beginning: says the precision.
        """
        return cls(beginning.ones(dimension.size), beginning.zeros(dimension.size))

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return y, [..., D] to the same shape.

        Raises:
            InvalidTypeError: input and layer differ in precision.
            InvalidShapeError: the last side is not D.
        """
        require_shape("LayerNorm", x, *(-1,) * (len(x.shape) - 1), *self.gain.shape)
        return standardised(x, -1) * self.gain + self.bias
