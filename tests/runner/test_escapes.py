"""Escape hatches: each one is found, and what only looks like one is not."""

import ast

import pytest

from ctml_runner.judging.escapes import find_escapes
from ctml_runner.judging.hatches import FIELDS, MODULES, NAMES, OTHER_NAME, STAR


def found(part: str) -> list[tuple[int, str]]:
    return [(escape.span.line, escape.name) for escape in find_escapes(part, ast.parse(part))]


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("from typing import Any\n", "Any"),
        ("from typing import Any as Thing\n", "Any"),
        ("from typing_extensions import Any\n", "Any"),
        ("from typing import *\n", "import *"),
        ("from typing import cast\n", "cast"),
        ("from typing import no_type_check\n", "no_type_check"),
        ("import typing\nx: typing.Any = 1\n", "Any"),
        ("import typing as t\nx: t.Any = 1\n", "Any"),
        ("import typing as t\nx: 't.Any' = 1\n", "Any"),
        ("import typing as t\nx: list['t.Any'] = []\n", "Any"),
        ("import typing\nx = []  # type: list[typing.Any]\n", "Any"),
        ("import typing\nx = typing.cast(int, 'a')\n", "cast"),
        ("x = 1  # type: ignore\n", "type: ignore"),
        ("x = 1  #type:ignore[assignment]\n", "type: ignore"),
        ("x = 1  # note  # type: ignore\n", "type: ignore"),
        ("# mypy: ignore-errors\n", "# mypy:"),
        ("#mypy:disallow-any-expr=False\n", "# mypy:"),
        ("# pyright: basic\n", "# pyright:"),
        ("from typing import TYPE_CHECKING\n", "TYPE_CHECKING"),
        ("if not TYPE_CHECKING:\n    x = 1\n", "TYPE_CHECKING"),
        ("MYPY = False\n", "MYPY"),
        ("class Flags:\n    pass\nif Flags.MYPY:\n    x = 1\n", "MYPY"),
        ("import sys\nif sys.platform == 'win32':\n    x = 1\n", "sys.platform"),
        ("import sys\nassert sys.version_info < (3, 0)\n", "sys.version_info"),
        ("import os\nif os.name == 'nt':\n    x = 1\n", "os.name"),
        ("x = eval('1')\n", "eval"),
        ("exec('x = 1')\n", "exec"),
        ("run = exec\nrun('x = 1')\n", "exec"),
        ("import builtins as b\nb.exec('x = 1')\n", "exec"),
        ("from builtins import eval as f\nf('1')\n", "eval"),
        ("__builtins__.exec('x = 1')\n", "exec"),
        ("import typing as t\nu = t\nx: u.Any = 1\n", "typing"),
        ("import typing\nu, v = typing, 1\n@u.no_type_check\ndef f(): ...\n", "typing"),
        ("import typing\ncast = getattr(typing, 'ca' + 'st')\n", "typing"),
        ("import typing\nx: 'typing . Any' = 1\n", "Any"),
        ("import typing\nx: 'typing.Any\\n' = 1\n", "Any"),
        ("import typing\nx: 'typing.\uff21ny' = 1\n", "Any"),
        ("import typing\nx: 'list[\"typing.Any\"]' = []\n", "Any"),
        ("import typing\nx = []  # type: list[typing.\uff21ny]\n", "Any"),
        ("import typing as t\ndef f():\n    def g(t): ...\n    u = t\n", "typing"),
        ("import typing as t\ndef f():\n    global t\n    t = t\n", "typing"),
        ("from _typeshed import Incomplete\n", "_typeshed"),
        ("import __main__ as m\nx: m.Thing = 1\n", "__main__"),
        ("x: int = getattr(object(), 'f')\n", "getattr"),
        ("take = getattr\nx: int = take(1, 'f')\n", "getattr"),
        ("if False:\n    getattr = 1\nx: int = getattr(1, 'f')\n", "getattr"),
        ("def f(getattr: int) -> None: ...\nx: int = getattr(1, 'f')\n", "getattr"),
        ("getattr: object\nx: int = getattr(1, 'f')\n", "getattr"),
        ("x: int = vars()['y']\n", "vars"),
        ("x: int = globals()['y']\n", "globals"),
        ("def f() -> int:\n    return locals()['y']\n", "locals"),
        ("x: int = __import__('math').pi\n", "__import__"),
        ("import builtins\nx: int = builtins.getattr(1, 'f')\n", "getattr"),
        ("import builtins\nb = builtins\n", "builtins"),
        ("import json\nx: int = json.loads('1')\n", "json.loads"),
        ("from json import loads as read\nx: int = read('1')\n", "json.loads"),
        ("from json import *\nx: int = loads('1')\n", "import *"),
        ("import json as j\nk = j\nx: int = k.loads('1')\n", "json"),
        ("import json.decoder\nx: int = json.loads('1')\n", "json.loads"),
        ("import ast\nx: int = ast.literal_eval('1')\n", "ast.literal_eval"),
        ("import operator\nx: int = operator.attrgetter('f')(1)\n", "operator.attrgetter"),
        ("import sys\nx: int = sys.modules['math'].pi\n", "sys.modules"),
        ("from types import SimpleNamespace\nx: int = SimpleNamespace(y='').y\n",
         "types.SimpleNamespace"),
        ("import importlib.util\n", "importlib"),
        ("from importlib import import_module\n", "importlib"),
        ("import pickle\n", "pickle"),
        ("from ctypes import py_object\n", "ctypes"),
        ("class A: ...\nx: int = A().__dict__['y']\n", "__dict__"),
        ("def f() -> None: ...\nx: int = f.__globals__['y']\n", "__globals__"),
        ("x: int = object().__getattribute__('y')\n", "__getattribute__"),
    ],
)  # fmt: skip
def test_an_escape_hatch_is_found(part: str, name: str) -> None:
    assert name in {escape for _, escape in found(part)}


@pytest.mark.parametrize(
    "part",
    [
        "",
        '"""Any, cast, # type: ignore, typing.Any"""\n',
        "text = '# type: ignore'\n",
        "Anything = 1\ncasting = 2\n",
        "class Any_:\n    cast = 1\nx = Any_().cast\n",
        "from typing import NewType, Protocol\n",
        "# any comment about a type: int\n",
        "import typing\nhelp = 'read of typing.Annotated'\n",
        '"""Why not typing.Any?\\n\\nIt hides."""\nimport typing\nx: typing.Final = 1\n',
        "import typing as t\ndef f(t: int) -> list[int]: return [t for t in (t,)]\n",
        "import typing as t\ndef f() -> None:\n    for t in (1, 2):\n        print(t)\n",
        "class Model:\n    def eval(self) -> int: ...\nModel().eval()\n",
        "import json\ntext = json.dumps(1)\n",
        "import operator\ntotal = operator.add(1, 2)\n",
        "import os.path\nplace = os.path.join('a', 'b')\n",
        "import sys\nprint(sys.argv)\n",
        "import ast\nfrom types import MappingProxyType\ntree = ast.parse('1')\n",
        "vars = (1, 2)\nprint(vars)\n",
        "def vars(n: int) -> int:\n    return n\nprint(vars(1))\n",
        "def f(vars: int) -> int:\n    return vars\n",
        "def f() -> int:\n    locals = 1\n    return locals\n",
    ],
)
def test_what_only_looks_like_one_is_left_alone(part: str) -> None:
    assert found(part) == []


def test_each_is_told_with_its_place_by_line() -> None:
    part = "x = 1  # type: ignore\n\nfrom typing import Any\n"
    first, second = find_escapes(part, ast.parse(part))
    assert (first.span.line, first.span.column, first.span.end_column) == (1, 8, 22)
    assert (second.span.line, second.name, second.source) == (3, "Any", "from typing import Any")


def test_every_reason_can_follow_the_name_of_its_hatch_as_a_sentence() -> None:
    reasons = [why for names in NAMES.values() for why in names.values()]
    for why in (*reasons, *MODULES.values(), *FIELDS.values(), OTHER_NAME, STAR):
        assert why[:1].isalpha(), why
        assert not why.endswith("."), why
