"""Operators, and above all composition: where one arrow ends and the next starts."""

from ctml_runner.teaching.explain.pattern import Case, Pattern, Said, pattern
from ctml_runner.teaching.explain.words import code, kinds, sentence, split_types, with_article

_WITHOUT = {
    "+": "cannot be added to anything",
    "-": "cannot be subtracted from",
    "*": "cannot be multiplied",
    "/": "cannot be divided",
    "<": "has no order, so `<` cannot ask which is smaller",
    ">": "has no order, so `>` cannot ask which is larger",
    "<=": "has no order, so `<=` cannot ask which is smaller",
    ">=": "has no order, so `>=` cannot ask which is larger",
    "in": "cannot be looked into with `in`",
}
_METHODS = {
    "add": "+",
    "sub": "-",
    "mul": "*",
    "truediv": "/",
    "floordiv": "//",
    "mod": "%",
    "pow": "**",
    "matmul": "@",
    "rshift": ">>",
    "lt": "<",
    "gt": ">",
    "le": "<=",
    "ge": ">=",
}
_HOLDS = {"Vector": "values", "Logits": "values", "Distribution": "values", "LearningRate": "value"}
"""What wraps numbers, and the field that they stand in; a TokenId is left out on purpose."""
_MANY = {"tuple": "tuples", "list": "lists", "str": "texts"}


def _two_operands(case: Case) -> Said:
    left, right, operator = case["left"], case["right"], case["operator"]
    if "None" in {left, right}:
        return _perhaps_none(case)
    if operator == ">>":
        return _composition(case, left, right)
    if operator == "@" and left.endswith("]") and right.endswith("]"):
        return _product(left, right)
    return Said(
        f"`{operator}` is not defined between {with_article(left)} and {with_article(right)}.",
        f"Both are `{left.partition('[')[0]}`, but not of the same kind."
        if left.partition("[")[0] == right.partition("[")[0]
        else _numbers_of(operator, left, right),
    )


def _numbers_of(operator: str, *sides: str) -> str:
    """Say where the numbers of what can't be calculated with stand."""
    if operator == "^":
        return "Python writes a power `**`; `^` is another thing, and only for whole numbers."
    told = [
        f"{with_article(side)} holds what can be calculated with in its field `{_HOLDS[side]}`"
        for side in dict.fromkeys(sides)
        if side in _HOLDS
    ]
    if told:
        return f"{sentence(' and '.join(told))}."
    return "Bring both sides to one type first, where that makes sense."


def _no_variant(case: Case) -> Said:
    """Say that the other side does not fit; mypy lists the ways in which it could, by code."""
    left, right, method = case["left"], case["right"], case["method"]
    if method not in _METHODS and method[1:] in _METHODS:  # as in `rmul`, asked of the right side
        left, right, method = right, left, method[1:]
    operator = _METHODS.get(method, "")
    many = _MANY.get(left, "")
    if operator == "+" and many:
        inside = with_article(left)
        return Said(
            f"{with_article(left)} and {with_article(right)} can't be added: `+` joins two {many}.",
            f"Put what is to be added into {inside} of its own first, or make {inside} of it.",
        )
    if operator:
        return Said(
            f"`{operator}` is not defined between {with_article(left)} and {with_article(right)}.",
            _numbers_of(operator, left, right),
        )
    return Said(
        f"{with_article(left)} and {with_article(right)} do not go together here.",
        _numbers_of("", left, right),
    )


def _perhaps_none(case: Case) -> Said:
    side = "left" if case["left"] == "None" else "right"
    whole = case.notes.partition('is of type "')[2].partition('"')[0]
    return Said(
        f"the {side} side of `{case['operator']}` may be `None`, and `None` cannot be "
        "calculated with.",
        f"Its type is `{whole}`. Decide first what happens without a value: `if x is None: ...`."
        if whole
        else "Decide first what happens without a value: `if x is None: ...`.",
    )


def _composition(case: Case, left: str, right: str) -> Said:
    before, after = case.scene.arrow(left), case.scene.arrow(right)
    if _is_function(right):
        return Said(
            f"`>>` joins arrows, and what follows {code(left)} is a bare function.",
            f"The function is `{right}`. Lift it first: that says where it starts and where "
            "it ends.",
        )
    if right.startswith("type["):
        return Said(f"`>>` joins arrows, and what follows {code(left)} is a class.", _made(right))
    if after is None and case.scene.is_no_arrow(right):
        return Said(
            f"`>>` joins arrows, and what follows {code(left)} is {with_article(right)}.",
            f"Nothing says that {with_article(right)} is an arrow. A class says it behind its "
            "name, `(Morphism[A, B])`; and a value that goes through a chain is handed to it "
            "afterwards.",
        )
    if before is None or after is None:
        return Said(
            f"{code(left)} `>>` {code(right)} does not fit: the first arrow does not end where the "
            "second starts.",
            "Look up the target of the first and the source of the second. Which stage is missing?",
        )
    if before.target == after.source:
        return Said(
            f"{code(left)} `>>` {code(right)} goes from {code(before.source)} to "
            f"{code(after.target)}, and something else is asked for here.",
            "The two fit each other. What does the line want the whole to be?",
        )
    return Said(
        f"the arrow {code(left)} ends in {code(before.target)}, {code(right)} starts at "
        f"{code(after.source)}, and nothing stands between them.",
        "`f >> g` needs the end of `f` to be the start of `g`. An arrow from "
        f"{code(before.target)} "
        f"to {code(after.source)} has to come in between, or one of the two is the wrong one, or "
        "in the wrong place.",
    )


def _product(left: str, right: str) -> Said:
    columns = split_types(left.partition("[")[2][:-1])[-1]
    rows = split_types(right.partition("[")[2][:-1])[0]
    return Said(
        f"{code(left)} `@` {code(right)} does not fit: the columns on the left are "
        f"{code(columns)}, "
        f"the rows on the right are {code(rows)}.",
        "A product needs both to be the same. Is one of the two to be transposed?",
    )


def _is_function(type_: str) -> bool:
    return type_.startswith(("Callable[", "def "))


def _made(class_: str) -> str:
    """Say how an arrow is made of a class, given as ``type[Softmax]``."""
    return f"An arrow is made by calling it: `{class_[5:-1]}(...)`."


def _no_arrow(left: str) -> Said:
    if _is_function(left):
        return Said(
            "`>>` joins arrows, and what stands in front of it is a bare function.",
            f"The function is `{left}`. Lift it first: that says where it starts and where "
            "it ends.",
        )
    if left.startswith("type["):
        return Said("`>>` joins arrows, and what stands in front of it is a class.", _made(left))
    return Said(
        f"{with_article(left)} is not an arrow, so nothing can be composed onto it.",
        "A chain is built of arrows; the value that goes through it is handed to it afterwards.",
    )


def _no_left(case: Case) -> Said:
    left, operator = case["left"], case["operator"]
    if operator == ">>":
        return _no_arrow(left)
    if case.scene.arrow(left):
        return Said(f"`{operator}` is not defined for arrows.", "Arrows are joined by `>>`.")
    return Said(
        f"{with_article(left)} {_WITHOUT.get(operator, f'has no `{operator}`')}.",
        f"`{left}` has no `{operator}`, and that is on purpose where it means nothing. "
        "Take the value out first if a calculation is meant.",
    )


def _no_items(case: Case) -> Said:
    got = case["got"]
    if "None" in kinds(got):
        return Said(
            "the value may be `None`, which holds no items, so `[...]` behind it has no meaning.",
            f"Its type is `{got}`. Decide first what happens without a value: `if x is None: ...`.",
        )
    return Said(
        f"{with_article(got)} holds no items, so `[...]` behind it has no meaning.",
        f"Its numbers stand in its field `{_HOLDS[got]}`." if got in _HOLDS else "",
    )


PATTERNS: tuple[Pattern, ...] = (
    pattern(
        "operator",
        r'Unsupported operand types for (?P<operator>\S+) \("(?P<left>.+)" and "(?P<right>.+)"\)'
        r"(?: \(.*\))?",
        _two_operands,
    ),
    pattern(
        "operator",
        r'No overload variant of "__(?P<method>\w+)__" of "(?P<left>[^"]+)" matches argument type '
        r'"(?P<right>[^"]+)"',
        _no_variant,
    ),
    pattern(
        "operator",
        r'Unsupported left operand type for (?P<operator>\S+) \("(?P<left>.+)"\)',
        _no_left,
    ),
    pattern(
        "operator",
        r'Unsupported right operand type for in \("(?P<right>.+)"\)',
        "`in` looks into something that holds values, and {right:a} holds none.",
    ),
    pattern(
        "operator",
        r'Unsupported operand type for unary (?P<operator>\S+) \("(?P<got>.+)"\)',
        "`{operator:raw}` in front of {got:a} has no meaning.",
    ),
    pattern(
        "",
        r'"?(?P<got>[^"]+)"? not callable',
        "{got:a} is called as if it were a function.",
        "Round brackets behind a value call it. Is a name used twice, or an operator forgotten?",
    ),
    pattern(
        "comparison-overlap",
        r'Non-overlapping (?P<what>[\w ]+) check \((?:left operand|element) type: "(?P<left>.+)", '
        r'(?:right operand|container item) type: "(?P<right>.+)"\)',
        "{left:a} and {right:a} can never be equal, so this comparison says nothing.",
        "Compare things of one kind: which side should be something else?",
    ),
    pattern(
        "index",
        r'Value of type "(?P<got>.+)" is not indexable',
        _no_items,
    ),
    pattern(
        "index",
        r'Invalid index type "(?P<got>.+)" for "(?P<holder>.+)"; expected type "(?P<want>.+)"',
        "{holder} is looked up by {want:a}, and is given {got:a}.",
    ),
    pattern(
        "index",
        r'Unsupported target for indexed assignment \("(?P<holder>.+)"\)',
        "{holder} cannot be changed item by item.",
        "It is immutable: what others hold stays as it was. Build a new one instead.",
    ),
    pattern("misc", r"Tuple index out of range", "the tuple does not have that many items."),
)
