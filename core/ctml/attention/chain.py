"""Chain: layers one after the other, and the chain rule through them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from ctml.attention.hidden import Hidden
from ctml.attention.layer import Gradient, Layer
from ctml.attention.naming import prefixed, under
from ctml.attention.roles import Model, Seq
from ctml.domain import FloatArray, NamedArrays
from ctml.errors import InvalidValueError
from ctml.tensor import Matrix


@dataclass(frozen=True, slots=True, repr=False)
class Named(Layer):
    """A layer whose arrays have longer names, so that two of a kind fit into one chain.

    Attributes:
        part: the prefix; ``gain`` becomes ``part.gain``.
        layer: what is named.
    """

    part: str
    layer: Layer

    def __call__(self, hidden: Hidden, /) -> Hidden:
        """Return what the layer returns."""
        return self.layer(hidden)

    def backward(self, hidden: Hidden, upstream: Matrix[Seq, Model], /) -> Gradient:
        """Return what the layer sends back, under the longer names."""
        gradient = self.layer.backward(hidden, upstream)
        return replace(gradient, of_parameters=prefixed(self.part, gradient.of_parameters))

    @property
    def arrays(self) -> NamedArrays:
        """The arrays of the layer, under the longer names."""
        return NamedArrays(prefixed(self.part, self.layer.arrays))

    def with_arrays(self, arrays: NamedArrays, /) -> Self:
        """Return the same layer with other numbers, given by their longer names.

        Raises:
            InvalidShapeError: a name is missing or unknown, or a shape differs.
        """
        self.arrays.require_fit(self.part, arrays)
        return replace(self, layer=self.layer.with_arrays(under(self.part, arrays)))


@dataclass(frozen=True, slots=True, init=False, repr=False)
class Chain(Layer):
    """Layers in order; the chain composes them like ``>>`` and can be trained as one layer.

    Attributes:
        stages: the layers, first to last.

    Raises:
        InvalidValueError: there is none.
    """

    stages: tuple[Layer, ...]

    def __init__(self, stages: Iterable[Layer]) -> None:
        several = tuple(stages)
        if not several:
            raise InvalidValueError("Chain", "nothing", "at least one layer")
        object.__setattr__(self, "stages", several)

    def __call__(self, hidden: Hidden, /) -> Hidden:
        """Return what the last stage makes of what the others made, [Seq, Model]."""
        for stage in self.stages:
            hidden = stage(hidden)
        return hidden

    def backward(self, hidden: Hidden, upstream: Matrix[Seq, Model], /) -> Gradient:
        """Walk the stages from last to first; each one's input gradient is the next one's dy.

        The way forwards is walked once more, to know what each stage had been given.

        Raises:
            InvalidShapeError: hidden or upstream don't fit the stages.
            InvalidValueError: two arrays have one name.
        """
        given = [hidden]
        for stage in self.stages[:-1]:
            given.append(stage(given[-1]))
        of_parameters: list[Mapping[str, FloatArray]] = []
        for stage, before in zip(reversed(self.stages), reversed(given), strict=True):
            gradient = stage.backward(before, upstream)
            upstream = gradient.of_input
            of_parameters.append(gradient.of_parameters)
        return Gradient(upstream, _together(of_parameters))

    @property
    def arrays(self) -> NamedArrays:
        """The arrays of all stages.

        Raises:
            InvalidValueError: two of them have one name.
        """
        return NamedArrays(_together(stage.arrays for stage in self.stages))

    def with_arrays(self, arrays: NamedArrays, /) -> Self:
        """Return the same stages with other numbers.

        Raises:
            InvalidShapeError: a name is missing or unknown, or a shape differs.
        """
        self.arrays.require_fit("Chain", arrays)
        return replace(self, stages=tuple(_taking(stage, arrays) for stage in self.stages))


def _taking(stage: Layer, arrays: NamedArrays) -> Layer:
    return stage.with_arrays(NamedArrays({name: arrays[name] for name in stage.arrays}))


def _together(parts: Iterable[Mapping[str, FloatArray]]) -> dict[str, FloatArray]:
    together: dict[str, FloatArray] = {}
    for part in parts:
        for name, array in part.items():
            if name in together:
                given = f"two arrays called {name!r}"
                raise InvalidValueError("Chain", given, "one array a name; Named tells them apart")
            together[name] = array
    return together
