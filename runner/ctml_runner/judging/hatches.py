"""The table of escape hatches: names behind which the type checker no longer looks.

Some say so to the checker (``cast``), some hide code from it (``TYPE_CHECKING``, ``exec``), and
some give values of type Any, which pass for every type. Of the last kind are those here that
somebody could want in the place of a type; numpy has more, which honest code needs.
"""

from collections.abc import Mapping

_ANY = "what it gives is Any, which passes for every type: the checker has nothing to compare"
_TEXT = "the checker can't look into text that is run"
_BY_TEXT = f"{_ANY}; name the field itself, as in `pair.first`"
_TABLE = f"{_ANY}; its names are texts, which the checker doesn't read"
_PLATFORM = "a branch that the checker decides by platform is one that it may never look into"

BRANCH = "code that only the checker sees, or never sees, isn't the code that runs"
OTHER_NAME = "under another name nobody sees what is taken from it"
STAR = "it brings names in unseen, and among them is one that silences the checker"

_TYPING = {
    "Any": "Any switches the checker off for everything it touches",
    "cast": "cast tells the checker what to believe; it no longer looks",
    "no_type_check": "no_type_check takes a definition out of the checker's sight",
    "no_type_check_decorator": "it takes definitions out of the checker's sight",
    "TYPE_CHECKING": BRANCH,
}

ANY = _TYPING["Any"]

NAMES: Mapping[str, Mapping[str, str]] = {
    "typing": _TYPING,
    "typing_extensions": _TYPING,
    "builtins": {
        "eval": _TEXT,
        "exec": _TEXT,
        "getattr": _BY_TEXT,
        "globals": _TABLE,
        "locals": _TABLE,
        "vars": _TABLE,
        "__import__": _ANY,
    },
    "ast": {"literal_eval": _ANY},
    "json": {"load": _ANY, "loads": _ANY},
    "operator": {"attrgetter": _BY_TEXT, "methodcaller": _BY_TEXT},
    "os": {"name": _PLATFORM},
    "sys": {"modules": _TABLE, "platform": _PLATFORM, "version_info": _PLATFORM},
    "types": {"ModuleType": _ANY, "SimpleNamespace": _ANY},
}
"""By module, what may not be taken from it, and why."""

MODULES: Mapping[str, str] = {
    "_typeshed": "only the checker sees that module, and some of its names are Any",
    "__main__": "the checker believes of that module whatever is said of it",
    "ctypes": "it reaches below Python, where there are no types",
    "importlib": f"of the modules that it loads, {_ANY.removeprefix('what it gives ')}",
    "marshal": _ANY,
    "pickle": _ANY,
    "shelve": _ANY,
}
"""Modules that may not be imported at all, and why."""

FIELDS: Mapping[str, str] = {
    "__dict__": _TABLE,
    "__getattribute__": _BY_TEXT,
    "__globals__": _TABLE,
}
"""Fields of any object that may not be read, and why."""

BRANCHES = frozenset({"TYPE_CHECKING", "MYPY", "PY2", "PY3"})
"""Names by which the checker alone decides a branch; it reads the last part of a name."""
