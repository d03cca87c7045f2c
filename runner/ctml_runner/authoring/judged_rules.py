"""What is proven by judging: what must fail fails, what must pass passes, each as told."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from ctml_runner.authoring.finding import Finding, Rule
from ctml_runner.authoring.proof import Proof, Trial, TriedMisconception, told
from ctml_runner.authoring.wrong_answer import Kind
from ctml_runner.judging.verdict import Outcome, Verdict
from ctml_runner.teaching.misconceptions import START, match


def start_fails(proof: Proof) -> Iterator[Finding]:
    """The start fails, and the first thing that the learner reads is what ``Start:`` says."""
    says, file = proof.entry.solution.start_says, proof.entry.solution_file
    verdict = proof.start.verdict
    if verdict.outcome is not Outcome.FAILED:
        what = f"the start does not fail: it is {_worded(verdict)}"
        step = "leave something unfinished or wrong in the start"
        yield Finding(proof.entry.file, 1, what, step)
    elif told(verdict)[:1] != (says,):
        what = f"'Start: {says}' is not what the start says first: {_list(verdict)}"
        yield Finding(file, _line_of(proof, "Start:"), what, "write what is said first")


def solution_passes(proof: Proof) -> Iterator[Finding]:
    """The solution passes."""
    verdict = proof.solution.verdict
    if verdict.outcome is Outcome.NOT_RUN:
        yield Finding(proof.entry.file, 1, verdict.said, verdict.next_step)
        return
    for fault in verdict.type_errors:
        file, line = _place(proof, proof.solution, fault.span.line)
        what = f"the solution has a type error: {fault.message} [{fault.code}]"
        yield Finding(file, line, what, "mend the solution, or the checks")
    for failure in verdict.test_failures:
        number = failure.line or failure.check_line or proof.solution.marker_line
        file, line = _place(proof, proof.solution, number)
        what = f"the solution fails {failure.test or 'to import'}: {failure.message.strip()}"
        yield Finding(file, line, what, "mend the solution, or the checks")
    for escape in verdict.escapes:
        what = f"the solution escapes by {escape.name}"
        step = "find another way: an escape is refused to learners too"
        yield Finding(proof.entry.solution_file, escape.span.line, what, step)
    if verdict.outcome in {Outcome.TIMED_OUT, Outcome.CRASHED}:
        yield Finding(proof.entry.solution_file, 1, verdict.said, verdict.next_step)


def refusals_are_refused(proof: Proof) -> Iterator[Finding]:
    """With the solution in place, every refusal is refused, with its code."""
    for missed in proof.solution.verdict.refusals_missing:
        file, line = _place(proof, proof.solution, missed.line)
        what = f"this is not refused with [{missed.code}], not even with the solution in place"
        yield Finding(file, line, what, "let the solution refuse it, or correct the code")


def misconceptions_fail_as_told(proof: Proof) -> Iterator[Finding]:
    """Every misconception fails, and what it ``says`` is among what the learner reads."""
    for tried in proof.misconceptions:
        known, verdict = tried.misconception, tried.trial.verdict
        escapes = tuple(escape.name for escape in verdict.escapes)
        if verdict.outcome not in {Outcome.FAILED, Outcome.ESCAPED}:
            what = f"the misconception {known.name!r} does not fail: it is {_worded(verdict)}"
            step = "add a check that catches it, or choose another wrong answer"
            yield Finding(proof.entry.table, tried.line, what, step)
        elif known.says not in told(verdict):
            what = f"{known.name!r} does not fail with {known.says!r} but with {_list(verdict)}"
            what += f" (escapes: {', '.join(escapes)})" if escapes else ""
            yield Finding(proof.entry.table, tried.line, what, "correct 'says' or the edit")


def misconceptions_get_their_hint(proof: Proof) -> Iterator[Finding]:
    """Every misconception is recognised, and answered by its own hint."""
    for index, tried in enumerate(proof.misconceptions):
        for twin in _twins(tried, proof.misconceptions[:index]):
            other = twin.misconception.name
            what = (
                f"{tried.misconception.name!r} can't be told from {other!r}:"
                " the same checks fail in the same way"
            )
            step = "add a check that tells them apart, or give both the same hint"
            yield Finding(proof.entry.table, tried.line, what, step)
        found = match(tried.fingerprint, proof.known)
        if not tried.fingerprint or _twins(tried, proof.misconceptions):
            continue
        if found is None or found.hint != tried.misconception.hint:
            other = found.name if found else START
            what = f"{tried.misconception.name!r} can't be told from {other!r}: no hint of its own"
            step = "add a check that tells them apart, or choose another wrong answer"
            yield Finding(proof.entry.table, tried.line, what, step)


def wrong_answers_fail(proof: Proof) -> Iterator[Finding]:
    """A constant, a deletion, a comment, the flatterer and an answer by heart all fail."""
    for wrong in proof.survivors:
        what = f"{wrong.kind.value} is not noticed: {wrong.what}"
        by_heart = wrong.kind is Kind.MEMORISER
        step = "add a law that fails for it" if by_heart else "add a test that fails for it"
        yield Finding(proof.entry.solution_file, wrong.line, what, step)


def judge_agrees_with_mypy(proof: Proof) -> Iterator[Finding]:
    """Each verdict's type errors are those of a fresh ``mypy --strict``, error for error."""
    step = "this is a fault of the runner: see judging/typecheck.py"
    for name, trial in (("start", proof.start), ("solution", proof.solution)):
        for apart in trial.apart:
            yield Finding(proof.entry.file, 1, f"{name}: {apart}", step)
    for tried in proof.misconceptions:
        for apart in tried.trial.apart:
            what = f"{tried.misconception.name!r}: {apart}"
            yield Finding(proof.entry.table, tried.line, what, step)


def both_rooms_agree(proof: Proof) -> Iterator[Finding]:
    """Every answer has the same outcome beside the checks and across the wall."""
    if proof.crossings.impossible:
        step = "let the tests alone ask for the learner's part; see 'What a check may do'"
        yield Finding(proof.entry.file, 1, proof.crossings.impossible, step)
    for one in proof.crossings.tried:
        if one.agrees:
            continue
        far = f"{_those(one.failed_far)} across the wall{_broken(one.far.breach)}"
        near = "" if one.near is None else f"fails {_those(one.near)} beside the checks, and "
        step = "write the checks so that they cross; see 'What a check may do' in CONTRIBUTING.md"
        yield Finding(one.file, one.line, f"{one.what} {near}{far}", step)


def _those(tests: frozenset[str]) -> str:
    return ", ".join(sorted(tests)) or "no test"


def _broken(breach: str) -> str:
    return f" ({breach})" if breach else ""


def _twins(
    tried: TriedMisconception, others: tuple[TriedMisconception, ...]
) -> tuple[TriedMisconception, ...]:
    """Return those of `others` with the same fingerprint and another hint."""
    return tuple(
        other
        for other in others
        if other.fingerprint == tried.fingerprint
        and other.misconception.hint != tried.misconception.hint
    )


def _place(proof: Proof, trial: Trial, line: int) -> tuple[PurePosixPath, int]:
    """Return where a line of the composed solution stands in the course."""
    if line < trial.marker_line:
        return proof.entry.solution_file, line
    return proof.entry.file, line - trial.marker_line + proof.entry.marker_line


def _line_of(proof: Proof, label: str) -> int:
    lines = proof.entry.solution.part.splitlines()
    return next((i for i, line in enumerate(lines, 1) if line.startswith(label)), 1)


def _list(verdict: Verdict) -> str:
    return ", ".join(told(verdict)) or "nothing of its own"


def _worded(verdict: Verdict) -> str:
    return str(verdict.outcome) + (f" ({verdict.said})" if verdict.said else "")


RULES = (
    Rule("start", "the start fails, and first with what is told", start_fails),
    Rule("passes", "the solution passes", solution_passes),
    Rule("refused", "every refusal is refused", refusals_are_refused),
    Rule("as told", "every misconception fails as told", misconceptions_fail_as_told),
    Rule("own hint", "every misconception gets its own hint", misconceptions_get_their_hint),
    Rule("wrong answers", "constants, flattery, what is by heart fail", wrong_answers_fail),
    Rule("second opinion", "each verdict is that of a cold mypy --strict", judge_agrees_with_mypy),
    Rule("both rooms", "each answer has one outcome, on both sides of a wall", both_rooms_agree),
)
