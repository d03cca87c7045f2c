"""A verdict: everything that is true of one save, as a value."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a judgement ended."""

    PASSED = "passed"
    """No type error, no escape, every refusal refused, every named test passed."""
    FAILED = "failed"
    """Something above is missing, or the learner's own process ended early."""
    ESCAPED = "escaped"
    """An escape hatch silences the checker; whatever else it says can't be trusted."""
    TIMED_OUT = "timed_out"
    """The code was still running when its time was up."""
    CRASHED = "crashed"
    """A tool died; never the learner's fault."""
    NOT_RUN = "not_run"
    """It could not be judged: no marker, not text, or a need is missing."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of source: lines and columns counted from 1, the end column exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class TypeFault:
    """One error of the type checker.

    Attributes:
        span: where, in the composed file; the learner's lines keep their numbers.
        code: mypy's error code, such as ``arg-type``; ``syntax`` if it could not be parsed.
        message: mypy's own words with module prefixes (``ctml.``, ``e_slug.``) stripped.
        raw: mypy's own words, untouched.
        notes: what mypy added below.
        source: the line of source that ``span`` starts on.
        in_checks: whether it stands in the shipped checks rather than in the learner's part.
    """

    span: Span
    code: str
    message: str
    raw: str
    notes: tuple[str, ...]
    source: str
    in_checks: bool


@dataclass(frozen=True, slots=True)
class MissedRefusal:
    """A line that must not type-check, but did.

    Attributes:
        line: its line in the composed file.
        code: the error code that should have come.
        reason: why the line should have been refused, in the exercise's words.
        source: the line itself, without its comment.
    """

    line: int
    code: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class TestFailure:
    """One test of the checks that did not pass.

    Attributes:
        test: the function's name; empty when the file failed before any test ran.
        claim: the test's docstring, a sentence about what should hold.
        kind: the exception's type name, such as ``AssertionError``; ``missing`` if it never ran.
        message: the exception's text, first lines only.
        expected: what the check wanted, as text, where that is known.
        got: what it met instead, as text, where that is known.
        line: the last line of the learner's part that took part, if any.
        source: that line.
        check_line: the line of the checks that failed, if known.
        check_source: that line.
        counterexample: the smallest input that breaks a law, as ``name=value`` text.
    """

    __test__ = False  # not a test class, whatever pytest thinks of its name

    test: str
    claim: str
    kind: str
    message: str
    expected: str | None = None
    got: str | None = None
    line: int | None = None
    source: str = ""
    check_line: int | None = None
    check_source: str = ""
    counterexample: str = ""


@dataclass(frozen=True, slots=True)
class Escape:
    """An escape hatch in the learner's part: it silences the checker instead of convincing it.

    Attributes:
        span: where it stands.
        name: what it is, such as ``Any`` or ``type: ignore``.
        why: what it hides, in one sentence.
        source: the line it stands on.
    """

    span: Span
    name: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Types:
    """What the type checker said of one save."""

    faults: tuple[TypeFault, ...] = ()
    refusals_missing: tuple[MissedRefusal, ...] = ()
    escapes: tuple[Escape, ...] = ()
    seconds: float = 0.0

    @property
    def clean(self) -> bool:
        """Whether the checker has nothing to say."""
        return not (self.faults or self.refusals_missing or self.escapes)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is true of one save.

    Attributes:
        exercise: the slug.
        outcome: how it ended.
        type_errors: the type checker's errors, refusals that came as they should left out.
        refusals_missing: lines that should have been refused, and were not.
        test_failures: the tests that did not pass.
        escapes: escape hatches in the learner's part.
        output: what the learner's code printed, at most 64 KiB of it.
        said: one sentence for the outcomes without a failure to show (timed out, crashed,
            not run), or about the file (edited checks); empty otherwise.
        next_step: what to type or do about ``said``.
        file_digest: sha256 of the file as saved.
        seconds: from the start of judging to the verdict.
    """

    exercise: str
    outcome: Outcome
    type_errors: tuple[TypeFault, ...] = ()
    refusals_missing: tuple[MissedRefusal, ...] = ()
    test_failures: tuple[TestFailure, ...] = ()
    escapes: tuple[Escape, ...] = ()
    output: str = ""
    said: str = ""
    next_step: str = ""
    file_digest: str = ""
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether nothing is left to do."""
        return self.outcome is Outcome.PASSED
