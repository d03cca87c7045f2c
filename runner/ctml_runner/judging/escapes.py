"""Escape hatches: what silences the type checker instead of convincing it."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from ctml_runner.judging.verdict import Escape, Span

_TYPING = {"typing", "typing_extensions"}
_NAMES = {
    "Any": "Any switches the checker off for everything it touches",
    "cast": "cast tells the checker what to believe; it no longer looks",
    "no_type_check": "no_type_check takes a definition out of the checker's sight",
    "no_type_check_decorator": "it takes definitions out of the checker's sight",
    "TYPE_CHECKING": "code that only the checker sees, or never sees, isn't the code that runs",
}
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
            if match := pattern.search(token.string):
                line, column = token.start
                start = column + match.start() + 1
                span = Span(line, start, line, start + len(match[0]))
                yield Escape(span, name, why, lines[line - 1])


def _in_code(tree: ast.Module, lines: list[str]) -> Iterator[Escape]:
    modules = _typing_modules(tree)
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
            case ast.Attribute(value=ast.Name(id=module), attr=name) if (module, name) in _PLATFORM:
                yield _escape(node, f"{module}.{name}", _PLATFORM_WHY, lines)
            case ast.Attribute(attr=name) if name in _BRANCHES:  # mypy reads the last name alone
                yield _escape(node, name, _NAMES["TYPE_CHECKING"], lines)
            case ast.Constant(value=str(text)) if name := _quoted(text, modules):
                yield _escape(node, name, _NAMES[name], lines)
            case ast.Name(id=name) if name in _BRANCHES:
                yield _escape(node, name, _NAMES["TYPE_CHECKING"], lines)
            case ast.Call(func=ast.Name(id=name)) if name in _RUNS_TEXT:
                yield _escape(node, name, _RUNS_TEXT[name], lines)
            case _:
                pass


def _quoted(text: str, modules: set[str]) -> str:
    """Return the escape hatch that a quoted annotation such as ``"typing.Any"`` names, if any."""
    match = re.search(r"\b(\w+)\.(Any|cast)\b", text)
    return match[2] if match and match[1] in modules and "\n" not in text else ""


def _typing_modules(tree: ast.Module) -> set[str]:
    """Return the names under which the part knows the typing modules."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name in _TYPING
    }


def _escape(node: ast.stmt | ast.expr, name: str, why: str, lines: list[str]) -> Escape:
    end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
    span = Span(node.lineno, node.col_offset + 1, end_line, end_column + 1)
    return Escape(span, name, why, lines[node.lineno - 1])
