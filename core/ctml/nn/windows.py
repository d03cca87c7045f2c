"""Patches: every window of an image as a column, so that a convolution is one product of tables."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from ctml.domain.whole_number import whole_number
from ctml.errors import InvalidShapeError
from ctml.tensor import Array, Edge, Tensor, computed


def padded(x: Tensor, amount: int) -> Tensor:
    """Return images with a frame of zeros; on the way back the frame is cut off.

    Args:
        x: shape [N, C, H, W].
        amount: how wide the frame is, 0 or more; [N, C, H + 2·amount, W + 2·amount].

    Raises:
        InvalidTypeError: the amount is not an int.
        InvalidValueError: it is negative.
        InvalidShapeError: there are not four sides.
    """
    whole_number("padded.amount", amount, at_least=0)
    _require_images("padded", x)
    if not amount:
        return x
    inner = slice(amount, -amount)
    framed = np.pad(x.values, ((0, 0), (0, 0), (amount, amount), (amount, amount)))
    return computed(framed, Edge(x, lambda dy: dy[:, :, inner, inner]))


def patches(x: Tensor, height: int, width: int, stride: int) -> Tensor:
    """Return every window of the images: [N, C, H, W] to [N, C, height·width, rows, columns].

    There are rows = (H - height) // stride + 1 windows beneath each other, columns likewise
    beside each other. A pixel that lies in several windows adds up their slopes.

    Args:
        x: shape [N, C, H, W].
        height: of a window, 1 or more.
        width: of a window, 1 or more.
        stride: how far it is from one window to the next, 1 or more.

    Raises:
        InvalidTypeError: a number is not an int.
        InvalidValueError: a number is less than 1.
        InvalidShapeError: there are not four sides, or no window fits into the image.
    """
    for name, number in (("height", height), ("width", width), ("stride", stride)):
        whole_number(f"patches.{name}", number, at_least=1)
    _require_images("patches", x)
    if x.shape[2] < height or x.shape[3] < width:
        given = f"windows of {height} by {width} in images of shape {x.shape}"
        raise InvalidShapeError("patches", given, "windows that fit into the images")
    windows = sliding_window_view(x.values, (height, width), axis=(2, 3))
    strided = windows[:, :, ::stride, ::stride].transpose(0, 1, 4, 5, 2, 3)
    images, channels, _, _, rows, columns = strided.shape
    tiles = strided.reshape(images, channels, height * width, rows, columns)
    return computed(tiles, Edge(x, lambda dy: _put_back(dy, x, height, width, stride)))


def _put_back(slope: Array, x: Tensor, height: int, width: int, stride: int) -> Array:
    whole = np.zeros_like(x.values)
    *_, rows, columns = slope.shape
    for place in range(height * width):
        i, j = divmod(place, width)
        down, across = slice(i, i + stride * rows, stride), slice(j, j + stride * columns, stride)
        whole[:, :, down, across] += slope[:, :, place]
    return whole


def _require_images(noun: str, x: Tensor) -> None:
    if len(x.shape) != 4:
        needed = "images [N, channels, height, width]"
        raise InvalidShapeError(noun, f"the shape {x.shape}", needed)
