"""Conv2d: one small table of weights, moved over an image."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from ctml.domain.whole_number import whole_number
from ctml.nn.initial import Beginning, Fan
from ctml.nn.layer import PlainLayer
from ctml.nn.module import require_shape
from ctml.nn.windows import padded, patches
from ctml.tensor import Array, Tensor, reshaped


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Conv2d(PlainLayer):
    """Every number of the result is a weighted sum of a window of the image, in all its channels.

        y[n, o, r, c] = bias[o] + Σ_{i, u, v} weight[o, i, u, v] · x[n, i, r·s + u, c·s + v]

    The windows are s = stride apart, and x is framed with zeros first. All windows are put side by
    side as columns, so that the sum is one product of tables; ``by_definition`` is the sum as it
    stands, and gives the same.

    Attributes:
        weight: shape [OUT, IN, height, width].
        bias: shape [OUT].
        stride: how far it is from one window to the next, 1 or more.
        padding: how wide the frame of zeros is, 0 or more.

    Raises:
        InvalidTypeError: stride or padding is not an int.
        InvalidValueError: the stride is less than 1, or the padding negative.
        InvalidShapeError: weight and bias don't fit together.
    """

    weight: Tensor
    bias: Tensor
    stride: int = 1
    padding: int = 0

    def __post_init__(self) -> None:
        require_shape("Conv2d.weight", self.weight, -1, -1, -1, -1)
        require_shape("Conv2d.bias", self.bias, self.weight.shape[0])
        whole_number("Conv2d.stride", self.stride, at_least=1)
        whole_number("Conv2d.padding", self.padding, at_least=0)

    @classmethod
    def initial(
        cls, inputs: int, outputs: int, side: int, beginning: Beginning, *, padding: int = 0
    ) -> "Conv2d":
        """Return a layer with random square windows, bias 0 and stride 1.

        Args:
            inputs: IN, how many channels the images have.
            outputs: OUT, how many they are to have.
            side: height and width of a window.
            beginning: how the weights are drawn.
            padding: how wide the frame of zeros is.

        Raises:
            InvalidTypeError: a size is not an int.
            InvalidValueError: a size is less than 1.
        """
        fan = Fan(inputs * side * side, outputs * side * side)
        weight = beginning.table(fan, outputs, inputs, side, side)
        return cls(weight, beginning.zeros(outputs), padding=padding)

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return y, [N, IN, H, W] to [N, OUT, rows, columns].

        Raises:
            InvalidTypeError: input and layer differ in precision.
            InvalidShapeError: they are no images of IN channels, or smaller than a window.
        """
        outputs, inputs, height, width = self.weight.shape
        require_shape("Conv2d", x, -1, inputs, -1, -1)
        tiles = patches(padded(x, self.padding), height, width, self.stride)
        images, *_, rows, columns = tiles.shape
        columns_of_windows = reshaped(tiles, images, inputs * height * width, rows * columns)
        sums = reshaped(self.weight, outputs, -1) @ columns_of_windows
        return reshaped(sums, images, outputs, rows, columns) + reshaped(self.bias, outputs, 1, 1)

    def by_definition(self, x: Tensor) -> Array:
        """Return the numbers of y, window by window, as the formula stands; slow.

        Args:
            x: shape [N, IN, H, W].

        Raises:
            InvalidShapeError: they are no images of IN channels.
        """
        _, inputs, height, width = self.weight.shape
        require_shape("Conv2d", x, -1, inputs, -1, -1)
        framed, step = padded(x, self.padding).values, self.stride
        rows = (framed.shape[2] - height) // step + 1
        columns = (framed.shape[3] - width) // step + 1
        y = np.zeros((len(framed), len(self.weight.values), rows, columns), framed.dtype)
        for n, o, r, c in product(*map(range, y.shape)):
            window = framed[n, :, r * step : r * step + height, c * step : c * step + width]
            y[n, o, r, c] = self.bias.values[o] + (self.weight.values[o] * window).sum()
        return y
