"""What the wall says of one part."""

from dataclasses import dataclass

from ctml_runner.judging.verdict import Outcome


@dataclass(frozen=True, slots=True)
class WallTest:
    """One test of the shipped checks, as it went across the wall.

    Attributes:
        name: the test function's name.
        passed: whether it ran to its end and nothing was wrong.
        kind: what ended it: the exception's type, such as ``Disagreement``; ``breach`` for the
            test in which the room was broken; ``missing`` for one that never ran; or nothing.
    """

    name: str
    passed: bool
    kind: str = ""


@dataclass(frozen=True, slots=True)
class WallVerdict:
    """What the wall says of one part.

    No text in it comes from the part, so that nothing can leak through it, such as an input: of
    the facts that the failures show, those of a known misconception are told, and the others only
    counted.

    Attributes:
        outcome: ``passed``, ``failed``, ``timed_out`` or ``crashed`` (the wall's own processes
            failed, twice).
        tests: every test of the checks, in their order.
        breach: what the worker did that it must not do, or how it ended; empty if the room held.
        seconds: from the fork of the worker to its end.
        facts: what of the known misconceptions the failures show, and a blank for each fact that
            is of none; see ``met.py``.
    """

    outcome: Outcome
    tests: tuple[WallTest, ...]
    breach: str = ""
    seconds: float = 0.0
    facts: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every test passed and the room held to the end."""
        return self.outcome is Outcome.PASSED
