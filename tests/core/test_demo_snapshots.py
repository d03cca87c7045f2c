"""All that the demos show, compared whole with what they showed before, to 6 digits.

Where a change is meant, remove the file beside this one and run the test: it writes a new one,
and fails once, so that somebody looks at it.
"""

import json
from pathlib import Path

import pytest

from ctml.demo import Demo, Plain
from ctml.demo.contents import DEMOS

FILE = Path(__file__).with_suffix(".txt")


def rounded(value: Plain) -> object:
    """Return a value with its floats rounded to 6 digits behind the point, huge ones to 6."""
    if isinstance(value, tuple):
        return [rounded(one) for one in value]
    if isinstance(value, float):
        return round(value, 6) if abs(value) < 1e6 else float(f"{value:.6g}")
    return value


def shown_by(demo: Demo) -> list[list[object]]:
    return [
        [section.title, shown.title, list(shown.shape), list(shown.columns), rounded(shown.value)]
        for section in demo.sections()
        for shown in section.shown
    ]


def written(everything: dict[str, list[list[object]]]) -> str:
    rows = {name: ",\n".join(map(one_line, rows)) for name, rows in everything.items()}
    return "{\n" + ",\n".join(f"{json.dumps(n)}: [\n{r}\n]" for n, r in rows.items()) + "\n}\n"


def one_line(row: list[object]) -> str:
    return json.dumps(row, ensure_ascii=False)


def differs(old: object, new: object) -> bool:
    """Return whether two values differ by more than the last of 6 digits, which may be rounded."""
    if isinstance(old, list) and isinstance(new, list):
        return len(old) != len(new) or any(map(differs, old, new))
    if isinstance(old, float) and isinstance(new, float):
        return abs(old - new) > 1.5e-6 * max(1.0, abs(old))
    return type(old) is not type(new) or old != new


@pytest.mark.parametrize("demo", DEMOS, ids=lambda demo: demo.name)
def test_a_demo_shows_what_it_showed_before(demo: Demo) -> None:
    if not FILE.exists():
        FILE.write_text(written({one.name: shown_by(one) for one in DEMOS}), encoding="utf-8")
        pytest.fail(f"{FILE.name} is new: look at it")
    before = json.loads(FILE.read_text(encoding="utf-8"))[demo.name]
    now = shown_by(demo)
    assert [row[:4] for row in now] == [row[:4] for row in before]
    changed = [(a, b) for a, b in zip(before, now, strict=True) if differs(a[4], b[4])]
    assert changed == []


def test_a_change_in_the_fifth_digit_is_seen_and_one_beyond_the_sixth_is_not() -> None:
    assert differs([[0.12345, "a"]], [[0.12346, "a"]])
    assert not differs([[0.123456, 1]], [[0.123457, 1]])
    assert differs([1], [1.0])
    assert differs([True], [1])
