"""What checking every exercise found: short, however many stand alike."""

from dataclasses import replace

from tests.screens.scenes import failed, passed

from ctml_runner.screen.live.checked import checked_lines
from ctml_runner.screen.live.look import Look
from ctml_runner.teaching.messages import Checked


def told(passing: int, failing: int) -> list[str]:
    """Return what is told of a course whose first exercises pass."""
    good = (replace(passed().verdict, exercise=f"good_{at}") for at in range(passing))
    bad = (replace(failed().verdict, exercise=f"bad_{at}") for at in range(failing))
    return [line.plain for line in checked_lines(Checked((*good, *bad), 1.25), Look())]


def test_three_alike_have_a_line_each() -> None:
    assert told(1, 3) == [
        "1 of 4 pass, checked in 1.2 s",
        "  ✓ good_0: passed",
        "  ✗ bad_0: not yet",
        "  ✗ bad_1: not yet",
        "  ✗ bad_2: not yet",
    ]


def test_of_many_alike_the_rest_is_one_line() -> None:
    assert told(4, 20) == [
        "4 of 24 pass, checked in 1.2 s",
        "  ✓ good_0: passed",
        "  ✓ good_1: passed",
        "  ✓ good_2: passed",
        "    and the same for 1 more, good_3",
        "  ✗ bad_0: not yet",
        "  ✗ bad_1: not yet",
        "  ✗ bad_2: not yet",
        "    and the same for 17 more, to bad_19",
    ]
