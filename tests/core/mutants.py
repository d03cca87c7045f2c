"""Mutants: a module's own text with one edit, put in place of the original wherever it is used."""

import importlib
import inspect
import sys
from types import ModuleType

import pytest

MUTANT = "<mutant>"


def put_in_place(module: str, old: str, new: str, patch: pytest.MonkeyPatch) -> None:
    """Run the edited text, and let its methods and functions take the place of the original's.

    Args:
        module: its full name.
        old: what is edited; it stands in the module once.
        new: what stands there instead.
        patch: undoes it after the test.
    """
    original = importlib.import_module(module)
    text = inspect.getsource(original)
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {module}"
    mutant = ModuleType(original.__name__)
    exec(compile(text.replace(old, new), MUTANT, "exec"), vars(mutant))
    for name, mutated in list(vars(mutant).items()):
        if getattr(mutated, "__module__", None) != original.__name__:
            continue
        if inspect.isclass(mutated):
            replace_methods(getattr(original, name), mutated, patch)
            setattr(mutant, name, getattr(original, name))  # so that both know one class
        elif inspect.isfunction(mutated):
            replace_everywhere(name, getattr(original, name), mutated, patch)


def replace_methods(
    original: type[object], mutated: type[object], patch: pytest.MonkeyPatch
) -> None:
    for name, method in vars(mutated).items():
        inner = inspect.unwrap(method) if inspect.isfunction(method) else method
        written = inspect.isfunction(inner) and inner.__code__.co_filename == MUTANT
        if written:  # what dataclass writes is the same in both
            patch.setattr(original, name, method)


def replace_everywhere(name: str, old: object, new: object, patch: pytest.MonkeyPatch) -> None:
    for place, module in list(sys.modules.items()):
        if place.startswith(("ctml.", "tests.core")) and vars(module).get(name) is old:
            patch.setattr(module, name, new)
