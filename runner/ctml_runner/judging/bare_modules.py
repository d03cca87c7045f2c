"""Where a module is used whole, and not for one of its names: as in ``t = typing``."""

import ast
from collections.abc import Collection, Iterator

_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_SCOPES = _FUNCTIONS | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


def bare_uses(tree: ast.Module, modules: Collection[str]) -> Iterator[ast.Name]:
    """Yield each use of a module by itself; a function's own variable of that name is none.

    Args:
        tree: the learner's part.
        modules: the names under which it knows the modules.
    """
    waiting: list[tuple[ast.AST, frozenset[str]]] = [(tree, frozenset(modules))]
    while waiting:
        node, known = waiting.pop()
        if isinstance(node, _SCOPES):
            known -= _own(node)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in known:
            yield node
        elif not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)):
            waiting += ((below, known) for below in ast.iter_child_nodes(node))


def _own(scope: ast.AST) -> set[str]:
    """Return the variables of a function or comprehension, and none of those that stand in it."""
    own: set[str] = set()
    outside: set[str] = set()
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        match waiting.pop():
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                own.add(name)
            case ast.Global(names=names):
                outside.update(names)
            case node if not isinstance(node, _SCOPES | ast.ClassDef):
                waiting += ast.iter_child_nodes(node)
    return own - outside
