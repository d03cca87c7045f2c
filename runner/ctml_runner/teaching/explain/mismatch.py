"""Why one type does not do where another is asked: reasons tried in order, the first that fits."""

import re
from collections.abc import Callable

from ctml_runner.teaching.explain.pattern import Case
from ctml_runner.teaching.explain.words import (
    code,
    kinds,
    listed,
    sentence,
    split_types,
    with_article,
)

_MISSING = re.compile(
    r'"(?P<given>[^"]+)" is missing following "(?P<protocol>[^"]+)" protocol '
    r"members?:\s*(?P<members>[^\n]+)"
)
_CONFLICT = re.compile(
    r'Following member\(s\) of "(?P<given>[^"]+)" have conflicts:(?P<what>.*)', re.DOTALL
)
_FUNCTION = re.compile(r"Callable\[\[(?P<takes>.*)\], (?P<result>.+)\]")
_ARITHMETIC = re.compile(r"[+*/%]|-(?!>)")
_ROWS = {"Vector", "Logits", "Distribution"}
_PLAIN = {"int", "float", "str", "bool", "bytes", "complex"}


def reason(case: Case, got: str, want: str, *, otherwise: str = "") -> str:
    """Return what it means that `got` met `want`, or the text for when nothing is particular."""
    answers = (ask(case, got, want) for ask in _REASONS)
    return next((answer for answer in answers if answer), otherwise)


def _member_missing(case: Case, _got: str, _want: str) -> str:
    match = _MISSING.search(case.notes)
    if match is None:
        return ""
    members = listed([code(member) for member in match["members"].split(", ")])
    return (
        f"`{match['given']}` has no {members}, and that is part of being a `{match['protocol']}`."
    )


def _member_differs(case: Case, _got: str, want: str) -> str:
    match = _CONFLICT.search(case.notes)
    if match is None:
        return ""
    what = (
        " ".join(match["what"].split()).replace("Expected:", "asked for:").replace("Got:", "given:")
    )
    return f"`{match['given']}` has the members of `{want}`, but with other types; {what}."


def _invariant(case: Case, got: str, want: str) -> str:
    match = re.search(r'"(\w+)" is invariant', case.notes)
    if match is None:
        return ""
    return (
        f"Who receives a `{want}` may put things into it that {with_article(got)} must not hold. "
        + ("A `Mapping` " if match[1] == "dict" else "A `Sequence` ")
        + "can only be read, so it accepts this value."
    )


def _only_one_type(case: Case, got: str, want: str) -> str:
    if f'"{want}.__call__" has type "def [' not in case.notes:
        return ""
    return (
        f"`{want}` promises to work for every type at once; `{got}` works for one type only. "
        "Write it with a type variable, and without looking at what the values are."
    )


def _perhaps_none(_case: Case, got: str, want: str) -> str:
    if got == "None":
        return f"`None` says that there is no value; {with_article(want)} is always one."
    if "None" in kinds(got) and "None" not in kinds(want):
        return "The value may be `None`. Decide first what happens then: `if x is None: ...`."
    return ""


def _one_of_several(_case: Case, got: str, want: str) -> str:
    extra = [kind for kind in kinds(got) if kind not in kinds(want)]
    if len(kinds(got)) < 2 or not extra:
        return ""
    others = listed([code(kind) for kind in extra])
    return (
        f"The value may also be {others}; tell the cases apart first, with `isinstance` or `match`."
    )


def _arrows(case: Case, got: str, want: str) -> str:
    given, asked = case.scene.arrow(got), case.scene.arrow(want)
    if given is None or asked is None:
        return ""
    differs = []
    if given.source != asked.source:
        differs.append(
            f"it starts at `{given.source}` where `{asked.source}` is the start asked for"
        )
    if given.target != asked.target:
        differs.append(f"it ends in `{given.target}` where `{asked.target}` is the end asked for")
    if not differs:
        return (
            f"Both are arrows from `{given.source}` to `{given.target}`, but not of one type; "
            f"`Morphism[{given.source}, {given.target}]` is the type of all of them."
        )
    if given.source == "Never":
        return (
            "`Never` is the type without values: nothing on this line says what goes into the "
            "arrow, so nothing can."
        )
    return (
        f"`{got}` is an arrow from `{given.source}` to `{given.target}`: {', and '.join(differs)}."
    )


def _not_an_arrow(case: Case, got: str, want: str) -> str:
    asked = case.scene.arrow(want)
    if asked is None or not got.startswith("Callable["):
        return ""
    return "A bare function is not an arrow yet: lift it, and say where it starts and ends."


def _not_called(_case: Case, got: str, want: str) -> str:
    function = _FUNCTION.fullmatch(got)
    if function is None or _FUNCTION.fullmatch(want) or want.startswith("def "):
        return ""
    gives = with_article(function["result"])
    return f"This is the function itself. It gives {gives} only when it is called, with `(...)`."


def _other_function(_case: Case, got: str, want: str) -> str:
    given, asked = _FUNCTION.fullmatch(got), _FUNCTION.fullmatch(want)
    if given is None or asked is None:
        return ""
    if given["result"] != asked["result"]:
        return (
            f"It gives {with_article(given['result'])}, and {with_article(asked['result'])} is "
            "what is asked for."
        )
    return (
        f"It takes `{given['takes']}`, and is going to be handed `{asked['takes']}`."
        if given["takes"] != asked["takes"]
        else ""
    )


def _newtype(case: Case, got: str, want: str) -> str:
    base = case.scene.newtypes.get(want)
    if base is None or got != base:
        return ""
    counts = _ARITHMETIC.search(case.fault.source)
    lost = f" Arithmetic gives a bare `{base}` back." if counts else ""
    return (
        f"{sentence(with_article(want))} is made from {with_article(base)}, but not every `{base}` "
        f"is one.{lost} Say that you mean it: `{want}(...)`."
    )


def _newtype_lost(case: Case, got: str, want: str) -> str:
    if got not in case.scene.newtypes or want not in case.scene.newtypes:
        return ""
    return f"Both are made from `{case.scene.newtypes[got]}`, but they mean different things."


def _arrays(_case: Case, got: str, want: str) -> str:
    if not (got.startswith("NDArray[") and want.startswith("NDArray[")):
        return ""
    return f"Both are arrays, but their numbers differ in kind: `{got[8:-1]}` and `{want[8:-1]}`."


def _literal(_case: Case, got: str, want: str) -> str:
    if not (got.startswith("Literal[") and want.startswith("Literal[")):
        return ""
    return f"Only the values {want[8:-1]} are allowed here, and this is {got[8:-1]}."


def _generator(_case: Case, got: str, _want: str) -> str:
    if not got.startswith("Generator["):
        return ""
    return (
        "A generator is only a recipe for items, and makes them later. With square brackets "
        "around it, it is a list: `[... for x in xs]`."
    )


def _row(_case: Case, got: str, want: str) -> str:
    """A row that says nothing, where one is asked for that says what its numbers are."""
    if want not in _ROWS or not re.match(r"(?:list|tuple|NDArray)\[", got):
        return ""
    does = "do" if want == "Logits" else "does"
    return (
        "A bare row of numbers does not say what it stands for; "
        f"{with_article(want)} {does}, and {code(f'{want}(...)')} is made of a row."
    )


def _numbers(_case: Case, got: str, want: str) -> str:
    if (got, want) == ("float", "int"):
        return "An `int` may stand where a `float` is asked, but not the other way round."
    return ""


def _bare_name(_case: Case, _got: str, want: str) -> str:
    if want != "_ClassInfo":
        return ""
    return "A class is named without quotes, and without brackets behind it: `isinstance(x, int)`."


def _meaning(_case: Case, got: str, want: str) -> str:
    structural = want.startswith("Supports") or want in {"Sized", "Hashable"}
    if got not in _PLAIN or want in _PLAIN or structural or not want.isidentifier():
        return ""
    return f"{sentence(with_article(got))} alone does not say what it stands for; a `{want}` does."


def _inside(_case: Case, got: str, want: str) -> str:
    outer, _, mine = got.partition("[")
    other, _, theirs = want.partition("[")
    if outer != other or not mine or not theirs or outer in {"Callable", "type"}:
        return ""
    pairs = zip(split_types(mine[:-1]), split_types(theirs[:-1]), strict=False)
    differing = [f"`{a}` is not `{b}`" for a, b in pairs if a != b]
    if not differing:
        return f"Both are `{outer}`, but they hold different numbers of things."
    return f"Both are `{outer}`, but what is inside differs: {listed(differing)}."


def _sequences(_case: Case, got: str, want: str) -> str:
    if got.startswith("list[") and want.startswith("tuple["):
        return "A list can change later, a tuple cannot; `tuple(...)` makes one from the other."
    return ""


_REASONS: tuple[Callable[[Case, str, str], str], ...] = (
    _member_missing,
    _member_differs,
    _invariant,
    _only_one_type,
    _perhaps_none,
    _one_of_several,
    _arrows,
    _not_an_arrow,
    _not_called,
    _other_function,
    _newtype,
    _newtype_lost,
    _arrays,
    _literal,
    _generator,
    _row,
    _numbers,
    _bare_name,
    _meaning,
    _sequences,
    _inside,
)
