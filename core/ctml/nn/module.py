"""Module: something that learns, as a frozen value whose parts have names."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Self, TypeGuard

from ctml.domain import NamedArrays
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.tensor import Gradients, Tensor, constant, detached, parameter

Change = Callable[[str, Tensor], Tensor]
"""From the name and the tensor that is there to the one that shall be there."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Module:
    """A frozen dataclass whose fields are tensors, modules, tuples of modules, and settings.

    Its tensors are named by the way to them: ``stages.0.weight`` is the field ``weight`` of the
    first of the ``stages``. A module never changes; training makes a new one with other numbers.
    An optimiser of ``ctml.optim`` can move every module, since it has ``arrays``.
    """

    @property
    def tensors(self) -> dict[str, Tensor]:
        """All tensors by name: those that are learned, and those that are only kept."""
        return dict(_tensors("", self))

    @property
    def arrays(self) -> NamedArrays:
        """The numbers that are learned, by name.

        Raises:
            InvalidValueError: nothing is learned here.
        """
        learned = {name: one for name, one in self.tensors.items() if one.tracked}
        return _arrays(f"{type(self).__name__}.arrays", learned)

    def with_arrays(self, arrays: NamedArrays, /) -> Self:
        """Return the same module with other numbers learned, each in the precision it had.

        Args:
            arrays: the names and shapes of ``self.arrays``.

        Raises:
            InvalidShapeError: a name is missing or unknown, or a shape differs.
            InvalidValueError: a number is beyond every float of the module's precision.
        """
        self.arrays.require_fit(f"{type(self).__name__}.with_arrays", arrays)

        def new(name: str, old: Tensor) -> Tensor:
            return parameter(arrays[name], old.precision) if old.tracked else old

        return self.with_each("", new)

    @property
    def state(self) -> NamedArrays:
        """All numbers by name, also those that are only kept, to be written to a file.

        Raises:
            InvalidValueError: there are none.
        """
        return _arrays(f"{type(self).__name__}.state", self.tensors)

    def with_state(self, state: NamedArrays, /) -> Self:
        """Return the same module with other numbers, learned and kept.

        Args:
            state: the names and shapes of ``self.state``.

        Raises:
            InvalidShapeError: a name is missing or unknown, or a shape differs.
            InvalidValueError: a number is beyond every float of the module's precision.
        """
        self.state.require_fit(f"{type(self).__name__}.with_state", state)

        def new(name: str, old: Tensor) -> Tensor:
            make = parameter if old.tracked else constant
            return make(state[name], old.precision)

        return self.with_each("", new)

    def without_gradient(self) -> Self:
        """Return the same module made of constants: it computes the same and remembers nothing."""
        return self.with_each("", lambda _name, old: detached(old))

    def by_name(self, found: Gradients) -> NamedArrays:
        """Return the slopes of what is learned here, with the names and shapes of ``arrays``.

        Args:
            found: what ``gradients(loss)`` gave, or the sum of several.

        Raises:
            InvalidValueError: nothing is learned here, or the loss was computed by another module;
                the one before a training step is another one, too.
        """
        noun = f"{type(self).__name__}.by_name"
        learned = {name: one for name, one in self.tensors.items() if one.tracked}
        _require_some(noun, learned)
        if found.slopes.keys().isdisjoint(learned.values()):
            raise InvalidValueError(noun, "slopes of other numbers", "those of its own parameters")
        return NamedArrays({name: found.of(one).astype(float) for name, one in learned.items()})

    def with_each(self, prefix: str, change: Change) -> Self:
        """Return the same module with every tensor changed; it checks itself again.

        Args:
            prefix: what stands before the names, such as ``stages.0.``.
            change: from each name and tensor to the tensor that takes its place.

        Raises:
            InvalidShapeError: the module refuses a new shape.
        """
        new: dict[str, object] = {}
        for part in fields(self):
            new[part.name] = _changed(f"{prefix}{part.name}", getattr(self, part.name), change)
        return replace(self, **new)


def require_shape(noun: str, tensor: Tensor, *shape: int) -> None:
    """Do nothing, if a tensor has the shape that it should have.

    Args:
        noun: who asks, for the error's text.
        tensor: the one to look at.
        shape: what it needs; -1 stands for any number.

    Raises:
        InvalidShapeError: it has another one.
    """
    same_length = len(tensor.shape) == len(shape)
    if not same_length or any(w not in {-1, g} for g, w in zip(tensor.shape, shape, strict=True)):
        needed = "[" + ", ".join("any" if side < 0 else f"{side}" for side in shape) + "]"
        raise InvalidShapeError(noun, f"the shape {tensor.shape}", f"the shape {needed}")


def _tensors(name: str, part: object) -> Iterator[tuple[str, Tensor]]:
    if isinstance(part, Tensor):
        yield name, part
    elif isinstance(part, Module):
        for field in fields(part):
            below = f"{name}.{field.name}" if name else field.name
            yield from _tensors(below, getattr(part, field.name))
    elif _is_row(part):
        for place, one in enumerate(part):
            yield from _tensors(f"{name}.{place}", one)


def _changed(name: str, part: object, change: Change) -> object:
    if isinstance(part, Tensor):
        return change(name, part)
    if isinstance(part, Module):
        return part.with_each(f"{name}.", change)
    if _is_row(part):
        return tuple(_changed(f"{name}.{place}", one, change) for place, one in enumerate(part))
    return part


def _is_row(part: object) -> TypeGuard[tuple[object, ...]]:
    return isinstance(part, tuple)


def _arrays(noun: str, tensors: dict[str, Tensor]) -> NamedArrays:
    _require_some(noun, tensors)
    return NamedArrays({name: one.values.astype(float) for name, one in tensors.items()})


def _require_some(noun: str, tensors: dict[str, Tensor]) -> None:
    if not tensors:
        raise InvalidValueError(noun, "a module without any", "a module with numbers of its own")
