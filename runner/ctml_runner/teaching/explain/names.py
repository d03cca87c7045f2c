"""Names and imports: what is not known here."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from ctml_runner.teaching.explain.pattern import Case, Pattern, Said, pattern

IMPORTS: Mapping[str, str] = MappingProxyType(
    {
        "np": "import numpy as np",
        "math": "import math",
        "dataclass": "from dataclasses import dataclass",
        **{name: f"from ctml.domain import {name}" for name in ("Vector", "Logits")},
        **{
            name: f"from ctml.category import {name}"
            for name in ("Morphism", "Compose", "Identity", "lift")
        },
        **{
            name: f"from ctml.pipeline import {name}"
            for name in ("Embedding", "LinearToLogits", "Softmax")
        },
    }
)
"""Names that are nobody's to define from chapter 02 on, and the line that brings them in."""

ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        "string": "Python's text type is `str`.",
        "String": "Python's text type is `str`.",
        "integer": "Python's type of whole numbers is `int`.",
        "Integer": "Python's type of whole numbers is `int`.",
        "boolean": "Python's type of True and False is `bool`.",
        "Boolean": "Python's type of True and False is `bool`.",
        "null": "Python writes `None` where there is no value.",
        "true": "Python writes `True` with a capital letter.",
        "false": "Python writes `False` with a capital letter.",
        "softmax": "The course's own arrow is `Softmax`: `from ctml.pipeline import Softmax`.",
        **{name: f"`{line}`, at the top, brings it in." for name, line in IMPORTS.items()},
    }
)
"""Names that mean something elsewhere: in other languages, or in a module still to be imported."""


def _unknown(case: Case) -> Said:
    name = case["name"]
    if case.fault.in_checks:
        return Said(
            f"it needs `{name}`, and your part does not define it any more.",
            f"Bring `{name}` back under that name; the shipped file has it, `ctml hint` may help.",
        )
    near = re.search(r'Did you mean "([^"]+)"', case.notes)
    return Said(
        f"the name `{name}` is not known here.",
        f"Was `{near[1]}` meant?"
        if near
        else ELSEWHERE.get(
            name, "Is it spelled differently where it is made, or was it never imported?"
        ),
    )


def _again(case: Case) -> Said:
    return Said(
        f"`{case['name']}` is defined a second time; the first stands on line {case['line']}.",
        "The second hides the first. Keep one of them, or give one another name.",
    )


def _no_module(case: Case) -> Said:
    near = re.search(r'Did you mean "([^"]+)"', case.notes)
    return Said(
        f"there is no module `{case['name']}` to import.",
        f"Was `{near[1]}` meant?"
        if near
        else "An exercise can import the standard library, numpy and ctml; files beside it "
        "are not seen.",
    )


PATTERNS: tuple[Pattern, ...] = (
    pattern(
        "has-type",
        r'Cannot determine type of "(?P<name>[^"]+)"',
        "the type of {name} is not known, since the line that makes it is not understood.",
        "Mend that line first; this one goes with it.",
    ),
    pattern("name-defined", r'Name "(?P<name>[^"]+)" is not defined(?:.*)', _unknown),
    pattern(
        "used-before-def",
        r'Name "(?P<name>[^"]+)" is used before definition',
        "{name} is used before the line that makes it.",
        "Python reads from top to bottom: move the definition up.",
    ),
    pattern(
        "no-redef",
        r'Name "(?P<name>[^"]+)" already defined on line (?P<line>\d+)',
        _again,
    ),
    pattern(
        "no-redef",
        r'Name "(?P<name>[^"]+)" already defined.*',
        "{name} is defined a second time; the first comes from an import.",
        "The second hides the first. Keep one of them, or give one another name.",
    ),
    pattern(
        "import-not-found",
        r'Cannot find (?:implementation or library stub for )?module (?:named )?"(?P<name>[^"]+)"',
        _no_module,
    ),
    pattern(
        "import-untyped",
        r'(?:Library stubs not installed for|Skipping analyzing) "(?P<name>[^"]+)".*',
        "the library {name} says nothing about its types.",
        "All that comes out of it is `Any`, and unchecked. The exercises do without it.",
    ),
    pattern(
        "misc",
        r'"(?P<word>return|yield|await|super)" (?:used )?outside '
        r"(?P<what>function|class|coroutine).*",
        "`{word:raw}` stands outside of any {what:raw}.",
        "Look at the indentation: did the line slip out of its {what:raw}?",
    ),
)
