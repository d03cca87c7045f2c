"""A generated answer that must fail: what it is, and the functions that it may be made of."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """How an answer was made wrong."""

    CONSTANT = "a constant answer"
    DELETED = "a deleted definition"
    COMMENTED_OUT = "the answer commented out"
    FLATTERER = "the flatterer"
    MEMORISER = "an answer by heart"


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """An answer that must fail.

    Attributes:
        kind: how it was made.
        line: the line of the solution that was changed.
        what: what was done, for the author to read.
        part: the learner's part.
    """

    kind: Kind
    line: int
    what: str
    part: str


def functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield each function and method that does something, under its whole name."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef) and not _is_interface(node):
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and not _is_abstract(method):
                    yield f"{node.name}.{method.name}", method


def _is_interface(node: ast.ClassDef) -> bool:
    return any("Protocol" in ast.unparse(base) for base in node.bases)


def _is_abstract(method: ast.FunctionDef) -> bool:
    marks = {ast.unparse(one).rpartition(".")[2] for one in method.decorator_list}
    return bool(marks & {"abstractmethod", "overload"})
