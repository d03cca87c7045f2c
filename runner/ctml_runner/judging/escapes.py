"""Escape hatches: what silences the type checker instead of convincing it."""

import ast
import contextlib
import io
import re
import tokenize
import unicodedata
from collections.abc import Collection, Iterator

from ctml_runner.judging.bare_modules import bare_uses
from ctml_runner.judging.parsing import parse
from ctml_runner.judging.verdict import Escape, Span

_TYPING = {"typing", "typing_extensions"}
_NAMES = {
    "Any": "Any switches the checker off for everything it touches",
    "cast": "cast tells the checker what to believe; it no longer looks",
    "no_type_check": "no_type_check takes a definition out of the checker's sight",
    "no_type_check_decorator": "it takes definitions out of the checker's sight",
    "TYPE_CHECKING": "code that only the checker sees, or never sees, isn't the code that runs",
}
_UNSEEN = {
    "_typeshed": "only the checker sees that module, and some of its names are Any",
    "__main__": "the checker believes of that module whatever is said of it",
}
_BUILTINS = {"builtins"}
_OTHER_NAME = "under another name nobody sees what is taken from it"
_BRANCHES = {"TYPE_CHECKING", "MYPY", "PY2", "PY3"}
_PLATFORM = {("sys", "platform"), ("sys", "version_info"), ("os", "name")}
_COMMENTS = (
    (
        re.compile(r"#\s*type:\s*ignore"),
        "type: ignore",
        "it hides what the checker would say of this line",
    ),
    (re.compile(r"#\s*type:.*\bAny\b"), "Any", _NAMES["Any"]),
    (re.compile(r"#\s*mypy:"), "# mypy:", "it changes the checker's rules for the whole file"),
    (
        re.compile(r"#\s*pyright:"),
        "# pyright:",
        "it changes the editor's checker for the whole file",
    ),
)
_PLATFORM_WHY = "a branch that the checker decides by platform is one that it may never look into"
_RUNS_TEXT = {
    "eval": "the checker can't look into text that is run",
    "exec": "the checker can't look into text that is run",
}


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
    modules = _known_as(tree, _TYPING)
    builtins = _known_as(tree, _BUILTINS) | {"__builtins__"}
    for use in bare_uses(tree, modules):
        yield _escape(use, "typing", _OTHER_NAME, lines)
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=module, names=names) if module in _TYPING:
                for alias in names:
                    if alias.name in _NAMES:
                        yield _escape(node, alias.name, _NAMES[alias.name], lines)
                    elif alias.name == "*":
                        yield _escape(node, "import *", "it brings Any and cast in unseen", lines)
            case ast.Attribute(value=ast.Name(id=module), attr=name) if (
                module in modules and name in _NAMES
            ):
                yield _escape(node, name, _NAMES[name], lines)
            case ast.ImportFrom(module=str(module)) if module in _UNSEEN:
                yield _escape(node, module, _UNSEEN[module], lines)
            case ast.Import(names=names):
                for alias in names:
                    if alias.name in _UNSEEN:
                        yield _escape(node, alias.name, _UNSEEN[alias.name], lines)
            case ast.ImportFrom(module="builtins", names=names):
                for alias in names:
                    if alias.name in _RUNS_TEXT:
                        yield _escape(node, alias.name, _RUNS_TEXT[alias.name], lines)
            case ast.Attribute(value=ast.Name(id=module), attr=name) if (
                module in builtins and name in _RUNS_TEXT
            ):
                yield _escape(node, name, _RUNS_TEXT[name], lines)
            case ast.Attribute(value=ast.Name(id=module), attr=name) if (module, name) in _PLATFORM:
                yield _escape(node, f"{module}.{name}", _PLATFORM_WHY, lines)
            case ast.Attribute(attr=name) if name in _BRANCHES:  # mypy reads the last name alone
                yield _escape(node, name, _NAMES["TYPE_CHECKING"], lines)
            case ast.Constant(value=str(text)) if name := _quoted(text, modules):
                yield _escape(node, name, _NAMES[name], lines)
            case ast.Name(id=name) if name in _BRANCHES:
                yield _escape(node, name, _NAMES["TYPE_CHECKING"], lines)
            case ast.Name(id=name, ctx=ast.Load()) if name in _RUNS_TEXT:
                yield _escape(node, name, _RUNS_TEXT[name], lines)
            case _:
                pass


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


def _known_as(tree: ast.Module, wanted: Collection[str]) -> set[str]:
    """Return the names under which the part knows some modules."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name in wanted
    }


def _escape(node: ast.stmt | ast.expr, name: str, why: str, lines: list[str]) -> Escape:
    end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
    span = Span(node.lineno, node.col_offset + 1, end_line, end_column + 1)
    return Escape(span, name, why, lines[node.lineno - 1])
