"""Escape hatches: what silences the type checker instead of convincing it."""

import ast
import contextlib
import io
import re
import tokenize
import unicodedata
from collections.abc import Collection, Iterator, Mapping

from ctml_runner.judging.bare_modules import bare_uses
from ctml_runner.judging.hatches import (
    ANY,
    BRANCH,
    BRANCHES,
    FIELDS,
    MODULES,
    NAMES,
    OTHER_NAME,
    STAR,
)  # fmt: skip
from ctml_runner.judging.parsing import parse
from ctml_runner.judging.verdict import Escape, Span

_BUILTINS = "builtins"
_COMMENTS = (
    (
        re.compile(r"#\s*type:\s*ignore"),
        "type: ignore",
        "it hides what the checker would say of this line",
    ),
    (re.compile(r"#\s*type:.*\bAny\b"), "Any", ANY),
    (re.compile(r"#\s*mypy:"), "# mypy:", "it changes the checker's rules for the whole file"),
    (
        re.compile(r"#\s*pyright:"),
        "# pyright:",
        "it changes the editor's checker for the whole file",
    ),
)


def find_escapes(part: str, tree: ast.Module) -> tuple[Escape, ...]:
    """Return the escape hatches in the learner's part, by line."""
    lines = part.split("\n")
    found = [*_in_comments(part, lines), *_in_code(tree, lines)]
    return tuple(sorted(found, key=lambda escape: (escape.span.line, escape.span.column)))


def _in_comments(part: str, lines: list[str]) -> Iterator[Escape]:
    for token in tokenize.generate_tokens(io.StringIO(part).readline):
        if token.type != tokenize.COMMENT:
            continue
        for pattern, name, why in _COMMENTS:
            if match := pattern.search(_as_read(token.string)):
                line, column = token.start
                start = column + match.start() + 1
                span = Span(line, start, line, start + len(match[0]))
                yield Escape(span, name, why, lines[line - 1])


def _in_code(tree: ast.Module, lines: list[str]) -> Iterator[Escape]:
    known = {**_known_as(tree), "__builtins__": _BUILTINS}
    for use in bare_uses(tree, known):
        yield _escape(use, known[use.id], OTHER_NAME, lines)
    for use in bare_uses(tree, NAMES[_BUILTINS].keys() - _defined(tree)):
        yield _escape(use, use.id, NAMES[_BUILTINS][use.id], lines)
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt | ast.expr):
            for name, why in _hatches(node, known):
                yield _escape(node, name, why, lines)


def _hatches(node: ast.stmt | ast.expr, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the names of the hatches that a statement or expression opens itself, and why.

    Args:
        node: what is looked at, without what stands in it.
        known: by the name that the part has for it, each module of the table.
    """
    match node:
        case ast.Import(names=names):
            for alias in names:
                yield from _whole(alias.name)
        case ast.ImportFrom(module=str(module), names=names):
            yield from _whole(module)
            for alias in names:
                yield from _taken(module, alias.name)
        case ast.Attribute(value=ast.Name(id=place), attr=name) if found := list(
            _taken(known.get(place, ""), name)
        ):
            yield from found
        case ast.Attribute(attr=name) if name in FIELDS:
            yield name, FIELDS[name]
        case ast.Attribute(attr=name) | ast.Name(id=name) if name in BRANCHES:
            yield name, BRANCH
        case ast.Constant(value=str(text)) if name := _quoted(text, _typing(known)):
            yield name, NAMES["typing"][name]
        case _:
            pass


def _whole(module: str) -> Iterator[tuple[str, str]]:
    """Yield a module that may not be imported, by its own name or that of one inside it."""
    top = module.partition(".")[0]
    if top in MODULES:
        yield top, MODULES[top]


def _taken(module: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield what may not be taken from a module, under the name by which people know it."""
    names = NAMES.get(module, {})
    if name == "*" and names:
        yield "import *", STAR
    elif name in names:
        plain = module in {"typing", "typing_extensions", _BUILTINS}
        yield name if plain else f"{module}.{name}", names[name]


def _typing(known: Mapping[str, str]) -> Collection[str]:
    """Return the names under which the part knows the modules of type words."""
    return [name for name, module in known.items() if NAMES[module] is NAMES["typing"]]


def _defined(tree: ast.Module) -> set[str]:
    """Return what the module itself defines at its top level, whatever else has such a name."""
    found: set[str] = set()
    for statement in tree.body:
        match statement:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.Assign(targets=targets):
                found.update(one.id for one in targets if isinstance(one, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()):
                found.add(name)
            case _:
                pass
    return found


def _quoted(text: str, modules: Collection[str]) -> str:
    """Return the escape hatch that a quoted annotation such as ``"typing.Any"`` names, if any.

    It is read as the checker reads it: in brackets, so that a line's end ends nothing.
    """
    if not any(name in _as_read(text) for name in modules):
        return ""
    with contextlib.suppress(RecursionError, MemoryError):
        if isinstance(tree := parse(f"({text})"), ast.Module):
            return next(_named(tree, modules), "")
    return ""


def _named(tree: ast.Module, modules: Collection[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=module), attr=("Any" | "cast") as name) if (
                module in modules
            ):
                yield name
            case ast.Constant(value=str(text)) if inner := _quoted(text, modules):
                yield inner
            case _:
                pass


def _as_read(text: str) -> str:
    """Return text with its letters as Python reads them in names: a wide A is an A."""
    return unicodedata.normalize("NFKC", text)


def _known_as(tree: ast.Module) -> dict[str, str]:
    """Return the names under which the part knows modules of the table, and which each is.

    To import what stands in a module, such as ``os.path``, binds the name of the module.
    """
    return {
        alias.asname or top: alias.name if alias.asname else top
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if (top := alias.name.partition(".")[0]) in NAMES
        and (not alias.asname or alias.name in NAMES)
    }


def _escape(node: ast.stmt | ast.expr, name: str, why: str, lines: list[str]) -> Escape:
    end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
    span = Span(node.lineno, node.col_offset + 1, end_line, end_column + 1)
    return Escape(span, name, why, lines[node.lineno - 1])
