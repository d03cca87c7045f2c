"""Every public name of the core says what it is, in words and in types, and never says Any."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import ctml
from ctml import laws

MODULES = ["ctml", *(one.name for one in pkgutil.walk_packages(ctml.__path__, "ctml."))]
LAWS = [name for name in laws.__all__ if inspect.isfunction(getattr(laws, name))]
SELVES = {"self", "cls"}
ESCAPES = re.compile(r"\b(Any|cast)\b")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def tree_of(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(importlib.import_module(module)))


def public(body: list[ast.stmt]) -> Iterator[Function | ast.ClassDef]:
    """Return what is defined here and has a name that others may use, with all its methods."""
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


def functions(body: list[ast.stmt]) -> Iterator[Function]:
    """Return all functions of a module, the private ones too: their types leak out as well."""
    for node in ast.walk(ast.Module(body, [])):
        if isinstance(node, Function):
            yield node


@pytest.mark.parametrize("module", MODULES)
def test_every_public_name_has_a_docstring(module: str) -> None:
    tree = tree_of(module)
    assert ast.get_docstring(tree)
    silent = [node.name for node in public(tree.body) if not ast.get_docstring(node)]
    assert silent == []


@pytest.mark.parametrize("module", MODULES)
def test_every_function_types_all_that_it_takes_and_gives(module: str) -> None:
    for node in functions(tree_of(module).body):
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        bare = [one.arg for one in given if one.annotation is None and one.arg not in SELVES]
        assert (node.name, bare) == (node.name, [])
        assert node.returns is not None, node.name


@pytest.mark.parametrize("module", MODULES)
def test_no_module_escapes_its_types(module: str) -> None:
    """Any and cast are not even imported, and no line asks the type checker to look away."""
    source = inspect.getsource(importlib.import_module(module))
    code = ast.unparse(without_docstrings(ast.parse(source)))
    assert ESCAPES.findall(code) == []
    assert "type: ignore" not in source
    assert "pyright: ignore" not in source


def without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, Function | ast.ClassDef | ast.Module):
            node.body = [one for one in node.body if not is_text(one)] or [ast.Pass()]
    return tree


def is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@pytest.mark.parametrize("module", MODULES)
def test_what_is_raised_is_told(module: str) -> None:
    """A public function that raises an error itself names it."""
    for node in public(tree_of(module).body):
        if isinstance(node, ast.ClassDef):
            continue
        told = ast.get_docstring(node) or ""
        missing = [name for name in raised(node) if name not in told]
        assert (node.name, missing) == (node.name, [])


def raised(node: ast.AST) -> Iterator[str]:
    """Return the errors that are raised right here, and not in a function inside."""
    for inner in ast.iter_child_nodes(node):
        match inner:
            case ast.Raise(exc=ast.Call(func=ast.Name(id=name))) if name[0].isupper():
                yield name
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                pass
            case _:
                yield from raised(inner)


@pytest.mark.parametrize("law", LAWS)
def test_every_law_is_a_tiny_function_that_says_its_law_and_is_run(law: str) -> None:
    function = getattr(laws, law)
    sentence = inspect.cleandoc(function.__doc__).partition("\n")[0]
    assert re.fullmatch(r"[A-Z].*\.", sentence)
    assert len(inspect.getsource(function).splitlines()) <= 24
    tests = (path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert any(f"laws.{law}(" in text for text in tests)
