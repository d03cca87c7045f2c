"""Attributes that are not there, perhaps not there, or must not be changed."""

import re

from ctml_runner.teaching.explain.pattern import Case, Pattern, Said, pattern
from ctml_runner.teaching.explain.words import code, with_article

_CHANGES = {
    "append",
    "extend",
    "insert",
    "remove",
    "pop",
    "clear",
    "sort",
    "reverse",
    "update",
    "add",
}
_STARTED = {"__iter__": "gone through with `for`", "__enter__": "opened with `with`"}


def _without(case: Case) -> Said:
    owner, name = case["owner"], case["name"]
    near = re.search(r'maybe (?:"(?P<name>\w+)"|(?:"\w+", )+or "\w+")', case["more"] or "")
    if name in _STARTED or name == "__exit__":
        return Said(
            f"{with_article(owner)} cannot be {_STARTED.get(name, 'closed by `with`')}.",
            "It is one thing and no row of things. Was a row of them meant, or does one of its "
            "fields hold the row?"
            if name == "__iter__"
            else "",
        )
    if owner == "None":
        return Said(
            f"on this path the value is `None` for certain, and `None` has no `{name}`.",
            "Is the question asked the wrong way round? The value is there where it is not `None`.",
        )
    if name in _CHANGES:
        return Said(
            f"{with_article(owner)} has no `{name}`: it cannot be changed.",
            "What it holds stays as it is, so others may rely on it. Build a new value instead.",
        )
    return Said(
        f"{with_article(owner)} has no `{name}`.",
        f"Was `{near['name']}` meant?"
        if near and near["name"]
        else f"Look at what {code(owner)} offers: is the name spelled as there, and is this "
        "the value meant?",
    )


def _not_in_module(case: Case) -> Said:
    near = re.search(r'maybe "(\w+)"', case["more"] or "")
    return Said(
        f"the module `{case['module']}` has no `{case['name']}`.",
        f"Was `{near[1]}` meant?" if near else "Look at its spelling, or at where it really lives.",
    )


def _one_item(case: Case) -> Said:
    item, whole, name = case["item"], case["whole"], case["name"]
    if item == "None":
        return Said(
            f"the value may be `None`, and `None` has no `{name}`.",
            f"Its type is `{whole}`. Decide first what happens without a value: `if x is "
            "None: ...`.",
        )
    if item.partition("[")[0] == "Err":
        return Said(
            f"the result may be {with_article(item)}, and an error has no `{name}`.",
            f"Its type is `{whole}`. Look first which of the two it is, with `match` or "
            "`isinstance`; "
            f"in the branch of `Ok` the `{name}` is there.",
        )
    return Said(
        f"the value may be {with_article(item)}, which has no `{name}`.",
        f"Its type is `{whole}`. Tell the cases apart first, with `match` or `isinstance`.",
    )


PATTERNS: tuple[Pattern, ...] = (
    pattern(
        "misc",
        r'"(?P<owner>[^"]+)" object is not iterable',
        "{owner:a} cannot be taken apart or gone through: it is not itself a row.",
        "Does one of its fields hold the row that is meant?",
    ),
    pattern(
        "misc",
        r'Cannot access instance-only attribute "(?P<name>[^"]+)" on class object',
        "each value has its own {name}, and here the class itself is asked for it.",
        "You ask the class; ask the value.",
    ),
    pattern(
        "misc",
        r'"(?P<name>[^"]+)" in __slots__ conflicts with class variable access',
        "each value has its own {name}, and here the class itself is asked for it.",
        "You ask the class; ask the value.",
    ),
    pattern(
        "attr-defined",
        r'Module "(?P<module>[^"]+)" (?:has no attribute|does not explicitly export attribute) '
        r'"(?P<name>[^"]+)"(?P<more>.*)',
        _not_in_module,
    ),
    pattern(
        "attr-defined",
        r'"(?P<owner>.+?)" has no attribute "(?P<name>[^"]+)"(?P<more>.*)',
        _without,
    ),
    pattern(
        "union-attr",
        r'Item "(?P<item>.+)" of "(?P<whole>.+)" has no attribute "(?P<name>[^"]+)".*',
        _one_item,
    ),
    pattern(
        "misc",
        r'Property "(?P<name>[^"]+)" defined in "(?P<owner>[^"]+)" is read-only',
        "{name} of {owner:a} is read-only: it is set once, when the value is made.",
        "A value that cannot change can be shared without fear. Make a new one that differs, as "
        "`dataclasses.replace` does.",
    ),
    pattern(
        "misc",
        r'Cannot assign to final (?:name|attribute) "(?P<name>[^"]+)"',
        "{name} is declared `Final`: it is given a value once, and never another.",
        "Choose another name for the new value.",
    ),
    pattern(
        "misc",
        r'Cannot assign to class variable "(?P<name>[^"]+)" via instance',
        "{name} belongs to the class, and is assigned through one of its values.",
    ),
)
