"""Typed dictionaries: keys that must be there, and no others."""

import re

from ctml_runner.teaching.explain.mismatch import reason
from ctml_runner.teaching.explain.pattern import Case, Pattern, Said, pattern
from ctml_runner.teaching.explain.words import code, listed, with_article


def _value(case: Case) -> Said:
    got, want = case["got"], case["want"]
    return Said(
        f"the key `{case['key']}` holds {with_article(want)}, and is given {with_article(got)}.",
        reason(case, got, want),
    )


def _keys(text: str) -> str:
    return listed([code(key) for key in re.findall(r'"([^"]+)"', text)])


def _missing(case: Case) -> Said:
    return Said(
        f"a `{case['record']}` needs the key {_keys(case['keys'])} as well.",
        "Every key of it must be given; look whether one is misspelled.",
    )


def _extra(case: Case) -> Said:
    return Said(
        f"a `{case['record']}` has no key {_keys(case['keys'])}.",
        "Compare the spelling with the keys in its definition.",
    )


def _unknown(case: Case) -> Said:
    near = re.findall(r'"([^"]+)"', case.notes.partition("Did you mean")[2])
    meant = " or ".join(code(key) for key in near)
    return Said(
        f"a `{case['record']}` has no key `{case['key']}`.",
        f"Was {meant} meant?" if near else "Look at the keys in its definition.",
    )


_CODE = ("typeddict-item", "typeddict-unknown-key")

PATTERNS: tuple[Pattern, ...] = (
    pattern(
        "typeddict-item",
        r'(?:Incompatible types|Value of "[^"]+" has incompatible type) \(expression has type '
        r'"(?P<got>.+)", TypedDict item "(?P<key>.+)" has type "(?P<want>.+)"\)',
        _value,
    ),
    *(
        entry
        for error in _CODE
        for entry in (
            pattern(
                error, r'Missing keys? (?P<keys>.+) for TypedDict "(?P<record>[^"]+)"', _missing
            ),
            pattern(error, r'Extra keys? (?P<keys>.+) for TypedDict "(?P<record>[^"]+)"', _extra),
            pattern(error, r'TypedDict "(?P<record>[^"]+)" has no key "(?P<key>[^"]+)"', _unknown),
        )
    ),
)
