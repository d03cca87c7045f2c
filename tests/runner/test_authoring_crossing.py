"""What the checks of an exercise may not do, because it can't cross a wall: one line a case."""

from pathlib import Path

import pytest

from ctml_runner.authoring.crossing import claims, constructs, forms, imports
from ctml_runner.authoring.sources import Entry, read_course

TEXT = (Path(__file__).parent / "test_authoring_course.txt").read_text(encoding="utf-8")
LAST = "    agree(double(Count(3)).value, 6)\n"
LINE = 39
RULES = (*imports.RULES, *constructs.RULES, *claims.RULES, *forms.RULES)

REFUSED = [
    ("try:\n        double(Count(1))\n    finally:\n        pass", "try can't cross a wall"),
    ("match double(Count(1)):\n        case _:\n            pass",
     "a match statement can't cross a wall"),
    ("with open('x'):\n        pass", "with can't cross a wall"),
    ("del double", "del can't cross a wall"),
    ("agree({1}, {1})", "a set can't cross a wall"),
    ("agree(f'{double(Count(1))}', 'x')", "an f-string can't cross a wall"),
    ("agree(hash(Count(1)), 1)", "hash() can't cross a wall"),
    ("agree(type(Count(1)).x, 1)", "type() can't cross a wall"),
    ("agree(Count(1).__doc__, '')", "'__doc__' is private"),
    ("agree(double(Count(1)).value, 2j)", "a complex number can't cross a wall"),
    ("agree(double(Count(1)).value, pytest.approx(2))", "'approx' compares by rules of its own"),
    ("agree(double(one for one in (1,)), 2)", "a generator can't cross a wall"),
    ("counts = [Count(1)]\n    counts[0] = Count(2)", "a change in place can't cross a wall"),
    ("more = double(Count(1))\n    agree(-more, 2)",
     "a unary operator on the learner's object can't cross a wall"),
    ("for one in (Count(1),):\n        agree(~one, 2)",
     "a unary operator on the learner's object can't cross a wall"),
    ("assert double(Count(1)) != Count(1)",
     "a bare negative assertion holds for almost any answer"),
    ("assert double(Count(1)) < Count(3)",
     "a comparison of the learner's objects answers what it likes"),
    ("agree(isinstance(double(Count(1)), Count), True)",
     "'isinstance' is the learner's own claim, and only True is tested"),
    ("assert (Count(1) < Count(2)) is True",
     "'<' is the learner's own claim, and only True is tested"),
    ("agree(ghost(1), 2)", "the checks ask for 'ghost', which the solution does not define"),
]  # fmt: skip

ALLOWED = [
    "agree(-double(Count(1)).value, -2)",
    "assert double(Count(1)).value is not None",
    "for value in (1, 2):\n        agree(double(Count(value)).value, 2 * value)",
    "agree(len((1, 2)), 2)",
    "for a, b in zip((1,), (2,), strict=True):\n        agree(double(Count(a)).value, b)",
    "agree([double(Count(n)).value for n in (1, 2)], [2, 4])",
    "agree((lambda count: double(count).value)(Count(1)), 2)",
    "agree(Count(1) < Count(2), True)\n    agree(Count(2) < Count(1), False)",
]


def entry_with(root: Path, line: str) -> Entry:
    for piece in TEXT.split("=== ")[1:]:
        name, _, text = piece.partition("\n")
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text.replace(LAST, f"{LAST}    {line}\n"), encoding="utf-8")
    [entry] = read_course(root).entries
    return entry


@pytest.mark.parametrize(("line", "what"), REFUSED, ids=[line[:40] for line, _ in REFUSED])
def test_what_can_not_cross_is_refused_at_its_line(tmp_path: Path, line: str, what: str) -> None:
    entry = entry_with(tmp_path, line)
    found = [finding for rule in RULES for finding in rule.check(entry)]
    assert what in [finding.what for finding in found]
    assert all(LINE <= finding.line <= LINE + line.count("\n") for finding in found)


@pytest.mark.parametrize("line", ALLOWED)
def test_what_can_cross_is_not_refused(tmp_path: Path, line: str) -> None:
    entry = entry_with(tmp_path, line)
    assert [finding for rule in RULES for finding in rule.check(entry)] == []
