"""Convolution and pooling: equal to their definitions, with slopes that are measured."""

from collections.abc import Callable

import numpy as np
import pytest
from tests.core.module_slopes import assert_module_slopes
from tests.core.slopes import drawn

from ctml.checks import Disagreement
from ctml.domain import LearningRate, Product
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.nn import (
    Beginning,
    Conv2d,
    Flatten,
    Layer,
    Linear,
    MaxPool2d,
    MeanPool2d,
    ReLU,
    Sequential,
    Train,
    cross_entropy,
    patches,
)
from ctml.optim import Adam
from ctml.tensor import Array, Edge, Precision, Tensor, computed, constant, gradients, parameter


def conv(stride: int = 1, padding: int = 0, shape: tuple[int, ...] = (3, 2, 3, 2)) -> Conv2d:
    weight, bias = parameter(drawn(1, shape)), parameter(drawn(2, shape[:1]))
    return Conv2d(weight, bias, stride, padding)


WAYS = [(1, 0), (1, 1), (2, 0), (2, 1), (3, 2)]
LAYERS: dict[str, tuple[Callable[[], Layer[Train]], tuple[int, ...]]] = {
    "conv": (conv, (2, 2, 5, 4)),
    "conv_strided_and_padded": (lambda: conv(2, 1), (2, 2, 5, 6)),
    "max_pool": (lambda: MaxPool2d(2), (2, 2, 4, 5)),
    "mean_pool": (lambda: MeanPool2d(2), (2, 2, 5, 4)),
    "flatten": (Flatten, (2, 3, 2, 2)),
}


def applied(layer: Callable[[Tensor], Tensor], x: Tensor) -> Tensor:
    return layer(x)


@pytest.mark.parametrize(("stride", "padding"), WAYS)
@pytest.mark.parametrize("height", [5, 6, 7])
def test_the_product_of_tables_is_the_convolution_as_defined(
    stride: int, padding: int, height: int
) -> None:
    layer, x = conv(stride, padding), constant(drawn(3, (2, 2, height, 5)))
    np.testing.assert_allclose(layer(x).values, layer.by_definition(x), 1e-13, 1e-13)


@pytest.mark.parametrize("name", LAYERS)
def test_a_layers_slopes_are_those_that_are_measured(name: str) -> None:
    make, shape = LAYERS[name]
    assert_module_slopes(make(), applied, x=drawn(7, shape))


def test_a_window_of_one_pixel_mixes_channels_only() -> None:
    layer, x = conv(shape=(3, 2, 1, 1)), drawn(3, (2, 2, 4, 4))
    wanted = np.einsum("oi,nirc->norc", layer.weight.values[:, :, 0, 0], x)
    wanted += layer.bias.values[:, np.newaxis, np.newaxis]
    np.testing.assert_allclose(layer(constant(x)).values, wanted, 1e-13)


def test_pools_take_the_largest_and_the_mean_and_leave_out_what_is_left_over() -> None:
    x = constant(np.arange(20.0).reshape(1, 1, 4, 5))
    assert MaxPool2d(2)(x).values.tolist() == [[[[6.0, 8.0], [16.0, 18.0]]]]
    assert MeanPool2d(2)(x).values.tolist() == [[[[3.0, 5.0], [13.0, 15.0]]]]
    assert Flatten()(MaxPool2d(2)(x)).shape == (1, 4)


def test_images_keep_their_precision() -> None:
    layer = Conv2d.initial(1, 2, 3, Beginning.seeded(1, precision=Precision.SINGLE), padding=1)
    x = parameter(drawn(1, (2, 1, 4, 4)), Precision.SINGLE)
    y = MeanPool2d(2)(layer(x))
    assert (y.shape, y.precision) == ((2, 2, 2, 2), Precision.SINGLE)
    assert gradients(cross_entropy(Flatten()(y), np.array([1, 0]))).of(x).dtype == np.float32


SPOILT: dict[str, Callable[[Array], Array]] = {
    "sign": lambda slope: -slope,
    "scale": lambda slope: slope * 1.001,
    "shifted": lambda slope: np.roll(slope, 1, axis=-1),
}


@pytest.mark.parametrize("way", SPOILT)
@pytest.mark.parametrize("edge", [0, 1])
def test_a_spoilt_way_back_is_noticed(edge: int, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of padding, then of the windows."""

    def spoilt(values: Array, *edges: Edge) -> Tensor:
        is_frame = values.ndim == 4
        if is_frame == (edge == 1):
            return computed(values, *edges)
        return computed(values, *(worse(one) for one in edges))

    def worse(one: Edge) -> Edge:
        return Edge(one.source, lambda slope: SPOILT[way](one.back(slope)))

    monkeypatch.setattr("ctml.nn.windows.computed", spoilt)
    with pytest.raises(Disagreement, match="the slope at x"):
        assert_module_slopes(conv(2, 1), applied, x=drawn(7, (2, 2, 5, 6)))


def test_a_pixel_in_several_windows_that_forgets_one_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def forgetful(slope: Array, x: Tensor, height: int, width: int, stride: int) -> Array:
        whole = np.zeros_like(x.values)
        *_, rows, columns = slope.shape
        for place in range(height * width):
            i, j = divmod(place, width)
            down = slice(i, i + stride * rows, stride)
            whole[:, :, down, j : j + stride * columns : stride] = slope[:, :, place]
        return whole

    monkeypatch.setattr("ctml.nn.windows._put_back", forgetful)
    with pytest.raises(Disagreement, match="the slope at x"):
        assert_module_slopes(conv(), applied, x=drawn(7, (2, 2, 5, 4)))


def test_a_small_network_tells_upright_bars_from_lying_ones() -> None:
    begin = Beginning.seeded(5)
    layers = (
        Conv2d.initial(1, 4, 3, begin, padding=1), ReLU(), MaxPool2d(2), Flatten(),
        Linear.initial(36, 2, begin),
    )  # fmt: skip
    images = np.zeros((12, 1, 6, 6))
    for i in range(6):
        images[i, 0, :, i] = images[6 + i, 0, i, :] = 1
    kinds = np.repeat([0, 1], 6)
    model, adam = Sequential(layers), Adam(LearningRate(0.02))
    now = Product(model, adam.start(model))
    for _ in range(40):
        loss = cross_entropy(now.first(constant(images)), kinds)
        now = adam.step(now, now.first.by_name(gradients(loss)))
    assert (now.first(constant(images)).values.argmax(axis=1) == kinds).all()


def test_what_is_no_image_or_too_small_is_refused() -> None:
    for refused in (drawn(1, (2, 5, 4)), drawn(1, (1, 3, 5, 4))):
        with pytest.raises(InvalidShapeError, match="Conv2d refuses the shape"):
            conv()(constant(refused))
    with pytest.raises(InvalidShapeError, match="patches refuses windows of 3 by 2 in images"):
        conv()(constant(drawn(1, (1, 2, 2, 4))))
    with pytest.raises(InvalidShapeError, match="patches refuses the shape"):
        MaxPool2d(2)(constant([1.0]))
    with pytest.raises(InvalidShapeError, match=r"Conv2d\.bias"):
        Conv2d(parameter(drawn(1, (2, 1, 1, 1))), parameter([1.0]))
    refused_by: dict[str, Callable[[], object]] = {
        "Conv2d.stride": lambda: conv(0),
        "Conv2d.padding": lambda: conv(1, -1),
        "MaxPool2d.side": lambda: MaxPool2d(0),
        "patches.stride": lambda: patches(constant(drawn(1, (1, 1, 2, 2))), 1, 1, 0),
    }
    for name, make in refused_by.items():
        with pytest.raises(InvalidValueError, match=f"^{name} refuses"):
            make()
