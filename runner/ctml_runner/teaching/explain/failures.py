"""Tests that did not pass: what was expected, and what came."""

import re

from ctml_runner.judging.verdict import TestFailure, TypeFault
from ctml_runner.teaching.explain.exceptions import read_exception
from ctml_runner.teaching.explain.explanation import About, Explanation
from ctml_runner.teaching.explain.pattern import Said
from ctml_runner.teaching.explain.scene import Scene, whole_line
from ctml_runner.teaching.explain.words import code, listed, with_article

_DIFFERS = re.compile(r"the (?P<aspect>type|shape|dtype|value)(?: at (?P<place>.+?))? differs: ")
_NOT_RAISED = re.compile(
    r"DID NOT RAISE (?:any of )?(?:<class '(?:\w+\.)*(?P<name>\w+)'>|(?P<bare>\w+))"
)
_AWAITS = re.compile(r"\s*with (?:pytest\.)?raises\([^()]{1,80}(?:\([^()]*\))?[^()]*\):\s*(?:#.*)?")
_PIECES = re.compile(r"(?P<quoted>'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")|\s+")
_ROW = re.compile(r"shape \((?P<count>\d{1,9}),\)")
_ASPECTS = ("type", "shape", "dtype", "value")
_SYNTAX = {"SyntaxError", "IndentationError", "TabError"}
_SHOWN = 200  # characters of a value in a headline


def explain_failures(
    failures: tuple[TestFailure, ...], scene: Scene, faults: tuple[TypeFault, ...]
) -> tuple[Explanation, ...]:
    """Return an explanation of each test: differences of type and shape first, then values.

    Tests that never ran for one and the same reason are told together, at the end.

    Args:
        failures: the tests that did not pass.
        scene: the module.
        faults: what the type checker said; what it told of a syntax error or of a module that
            is not there isn't told again.
    """
    ran = [one for one in failures if one.kind != "missing"]
    told = [_explain(one, scene) for one in sorted(ran, key=_order) if not _known(one, faults)]
    reasons = dict.fromkeys(one.message for one in failures if one.kind == "missing")
    return (*told, *(_never_ran(failures, reason) for reason in reasons))


def _known(failure: TestFailure, faults: tuple[TypeFault, ...]) -> bool:
    if failure.kind in _SYNTAX:
        return any(fault.code == "syntax" for fault in faults)
    missing = {fault.span.line for fault in faults if fault.code == "import-not-found"}
    return failure.kind == "ModuleNotFoundError" and failure.line in missing


def _order(failure: TestFailure) -> tuple[bool, int]:
    """What stopped the whole file is first; then types, shapes, dtypes, and all the rest."""
    differs = _DIFFERS.match(failure.message)
    rank = _ASPECTS.index(differs["aspect"]) if differs else len(_ASPECTS)
    return bool(failure.test), rank


def _explain(failure: TestFailure, scene: Scene) -> Explanation:
    said = _said(failure, scene)
    number = _place(failure, scene)
    line = scene.line(number)
    return Explanation(
        about=About.TEST,
        headline=said.headline,
        detail=" ".join(filter(None, (said.detail, _counterexample(failure), _claim(failure)))),
        span=whole_line(number, line) if number and line else None,
        source=line,
        raw=_raw(failure),
    )


def _place(failure: TestFailure, scene: Scene) -> int | None:
    """Return the line to show: where the part raises, what should raise, or what compares."""
    if _NOT_RAISED.match(failure.message) and failure.check_line:
        below = failure.check_line + 1
        waits = _AWAITS.fullmatch(scene.line(failure.check_line)[:_SHOWN])
        return below if waits and scene.line(below).strip() else failure.check_line
    own = not _compares(failure)
    return (failure.line if own else None) or failure.check_line or failure.line


def _said(failure: TestFailure, scene: Scene) -> Said:
    if match := _NOT_RAISED.match(failure.message):
        return _accepted(failure, match["name"] or match["bare"], scene)
    if _compares(failure):
        return _assertion(failure)
    return _raised(failure)


def _accepted(failure: TestFailure, name: str, scene: Scene) -> Said:
    statement = _only_statement(failure, scene)
    if statement:
        return Said(
            f"`{statement}` should raise {with_article(name)}, and is accepted.",
            "Which line of your part looks at this, and what does it ask?",
        )
    return Said(
        f"{code(failure.test)} expects {code(name)} to be raised, and nothing is raised.",
        "Which value should be turned away, and where would that be noticed?",
    )


def _only_statement(failure: TestFailure, scene: Scene) -> str:
    """Return the one statement, on one line, that should have raised; empty if it is not so."""
    place = _place(failure, scene)
    if place is None or place == failure.check_line:
        return ""
    line, after = scene.line(place), scene.line(place + 1)
    alone = not after.strip() or _indent(after) < _indent(line)
    whole = all(line.count(a) == line.count(b) for a, b in ("()", "[]", "{}"))
    fits = len(line) <= _SHOWN and "#" not in line and not line.rstrip().endswith(":")
    return line.strip().removeprefix("_ = ") if alone and whole and fits else ""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _compares(failure: TestFailure) -> bool:
    """Whether a check failed, rather than an ``assert`` of the learner's own."""
    plain = failure.kind == "AssertionError" and failure.line is None
    return plain or failure.kind == "Disagreement"


def _assertion(failure: TestFailure) -> Said:
    expected, got = failure.expected, failure.got
    if expected is None or got is None:
        words = failure.message.strip().split("\n", 1)[0].removeprefix("assert ").rstrip(".")
        why = f": {_short(words)}" if words else ""
        return Said(f"{code(failure.test)} does not hold{why}.")
    match = _DIFFERS.match(failure.message)
    place = f" at `{match['place']}`" if match and match["place"] else ""
    aspect = match["aspect"] if match else ""
    if rows := _rows(expected, got):
        return Said(f"{code(failure.test)} expects {rows[0]}{place}, and gets {rows[1]}.")
    kind = {"type": "the type ", "dtype": "the dtype "}.get(aspect, "")
    if expected == got:
        return Said(
            f"{code(failure.test)} expects {_short(expected)}{place}, and gets something that only "
            "looks like it.",
            "Both print alike; they differ in type, or one of them was never the value itself.",
        )
    return Said(
        f"{code(failure.test)} expects {kind}{_short(expected)}{place}, and gets {_short(got)}."
    )


def _rows(expected: str, got: str) -> tuple[str, str] | None:
    """Return two shapes of one axis as what they count."""
    both = [_ROW.fullmatch(shape) for shape in (expected, got)]
    counts = [int(match["count"]) for match in both if match]
    if len(counts) < len(both):
        return None
    one, other = (f"{count} number{'' if count == 1 else 's'}" for count in counts)
    return one, other


def _raised(failure: TestFailure) -> Said:
    means, look = read_exception(failure.kind, failure.message)
    if failure.line:
        where = f"line {failure.line} raises {means}"
    elif failure.check_line:
        where = f"the check on line {failure.check_line} raises {means}"
    else:
        where = means
    if failure.test:
        return Said(f"{code(failure.test)} stops: {where}.", look)
    stopped = f"{where[:1].upper()}{where[1:]}" if failure.line or failure.check_line else where
    return Said(f"{stopped}.", f"{look} No test could run, since the file stops there.".strip())


def _never_ran(failures: tuple[TestFailure, ...], reason: str) -> Explanation:
    same = [one for one in failures if one.kind == "missing" and one.message == reason]
    tests = listed([code(one.test) for one in same])
    why = reason.rstrip(".")
    plain = why in {"", "the test never ran"}
    return Explanation(
        about=About.TEST,
        headline=f"{tests} never ran." if plain else f"{tests} never ran: {why}.",
        detail="A test counts once it has run to its end. Does the file end early, or skip "
        "its tests?",
        span=None,
        source="",
        raw="\n".join(f"{one.test}: {reason or 'never ran'}" for one in same),
    )


def _claim(failure: TestFailure) -> str:
    claim = failure.claim.strip().split("\n", 1)[0].rstrip(".")
    return f"What should hold: {claim}." if claim else ""


def _counterexample(failure: TestFailure) -> str:
    if not failure.counterexample:
        return ""
    return f"The smallest input that breaks it: {_short(failure.counterexample)}."


def _short(text: str) -> str:
    """Return a text on one line and not too long; the spaces inside quotes are its own."""
    text = _PIECES.sub(lambda piece: piece["quoted"] or " ", text.strip())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} ..."


def _raw(failure: TestFailure) -> str:
    first = f"{failure.kind}: {failure.message}" if failure.message else failure.kind
    return f"{failure.test}: {first}" if failure.test else first
