"""Predictions: a type that was written down, and the one that the checker finds."""

import re

from ctml_runner.teaching.explain.pattern import Case, Pattern, Said, pattern
from ctml_runner.teaching.explain.words import code

_ASKED = re.compile(r"\s*\w+\((?P<expression>.{1,200}), (?P<name>\w+)\)\s*(?:#.*)?")


def _compared(case: Case) -> Said:
    """Say which two types met; but of a learner's own prediction not the right one."""
    got, want = case["got"], case["want"] or case["unknown"]
    if not case.fault.in_checks:
        return Said(
            f"the checker finds {code(got)} here, and the line predicts {code(want)}.",
            "Follow the value from where it is made: what does each step turn it into?",
        )
    asked = _ASKED.fullmatch(case.fault.source[:300])
    if asked and asked["name"] in case.scene.defined and asked["name"] != case["want"]:
        return _predicted(case, asked["name"], asked["expression"])
    return Said(
        f"it expects {code(want)} here, and your code gives {code(got)}.",
        "Look at the types that your code declares: what goes in, and what comes out?",
    )


def _predicted(case: Case, name: str, expression: str) -> Said:
    """Leave the right type to the raw words: who reads it here has not worked it out."""
    if case["unknown"]:
        return Said(
            f"`{name}` is no type, so it predicts nothing for `{expression}`.",
            "A type says which kind of value may come; write that, and not one such value.",
            whole=True,
        )
    if case["want"] == "object":  # the blank
        return Said(
            f"`{name}` still says `object`, and mypy finds a closer type for `{expression}`.",
            "Follow it from where each part is made.",
            whole=True,
        )
    written = case.scene.line(case.scene.defined[name])
    if "?" in case["want"] or ("Any" in case["want"] and "Any" not in written):
        return Said(
            f"`{name}` can't be read as a type, so it predicts nothing for `{expression}`.",
            f"Mend the line of `{name}` first; this one goes with it.",
            whole=True,
        )
    return Said(
        f"You predicted {code(case['want'])} for `{expression}`, and mypy finds another type.",
        "Follow it from where each part is made.",
        whole=True,
    )


PATTERNS: tuple[Pattern, ...] = (
    pattern(
        "assert-type",
        r'Expression is of type "(?P<got>.+)", not (?:"(?P<want>.+)"|(?P<unknown>\w+)\?)',
        _compared,
    ),
)
