"""Which expressions of a test are the learner's objects, as far as the text alone tells."""

import ast
from collections.abc import Collection
from dataclasses import dataclass

_CARRIERS = {
    "enumerate", "filter", "list", "map", "max", "min", "reversed", "sorted", "tuple", "zip",
}  # fmt: skip


@dataclass(frozen=True)
class Belonging:
    """Tells the learner's objects from plain data.

    Attributes:
        names: names that stand for the learner's objects.
        plain: those of the learner's functions that answer with plain data.
    """

    names: frozenset[str]
    plain: frozenset[str]

    def __call__(self, node: ast.expr) -> bool:
        """Return whether the value of `node` is an object of the learner's making.

        A field that is read is data; so is what ``len`` or a comparison answers.
        """
        match node:
            case ast.Name(id=name):
                return name in self.names
            case ast.Call(func=ast.Name(id=name), args=args):
                if name in _CARRIERS:
                    return any(self(one) for one in args)
                return name in self.names and name not in self.plain
            case ast.Call(func=ast.Attribute(value=inner)) | ast.Call(func=inner):
                return self(inner)
            case ast.Subscript(value=inner) | ast.Starred(value=inner):
                return self(inner)
            case ast.BinOp(left=left, right=right):
                return self(left) or self(right)
            case ast.IfExp(body=one, orelse=other):
                return self(one) or self(other)
            case ast.Tuple(elts=items) | ast.List(elts=items):
                return any(self(item) for item in items)
            case ast.ListComp(elt=item) | ast.GeneratorExp(elt=item):
                return self(item)
            case _:
                return False


def belonging(tree: ast.stmt, learners: Collection[str], plain: Collection[str]) -> Belonging:
    """Follow the learner's objects through the names of one function."""
    belongs = Belonging(frozenset(learners), frozenset(plain))
    while True:
        names = belongs.names
        for node in ast.walk(tree):
            names |= frozenset(_given(node, belongs))
        if names == belongs.names:
            return belongs
        belongs = Belonging(names, belongs.plain)


def _given(node: ast.AST, belongs: Belonging) -> list[str]:
    """Return the names that `node` gives to an object of the learner's."""
    match node:
        case ast.Assign(targets=targets, value=value) if belongs(value):
            return [name for target in targets for name in _plain_names(target)]
        case ast.AnnAssign(target=target, value=ast.expr() as value) if belongs(value):
            return _plain_names(target)
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value) if (
            belongs(value)
        ):
            return _plain_names(target)
        case _:
            return []


def _plain_names(target: ast.expr) -> list[str]:
    return [one.id for one in ast.walk(target) if isinstance(one, ast.Name)]
