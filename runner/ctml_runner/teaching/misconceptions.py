"""Misconceptions: is this wrong answer one that many people give, and that has its own hint?

A verdict leaves a fingerprint, a set of facts, each told roughly and exactly. The fingerprints of
the known misconceptions are recorded by ``ctml dev check``; a learner's is matched with them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ctml_runner.course.exercise import Misconception
from ctml_runner.errors import AuthorError
from ctml_runner.judging.verdict import MissedRefusal, Outcome, TestFailure, TypeFault, Verdict

ENOUGH = 0.5
"""The least overlap, shared facts over all facts of both, at which two are called alike."""

START = "the start as shipped"
"""The name under which the untouched start is recorded; it competes, and has no hint."""

_NAMES = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`")
_NUMBERS = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_FRACTIONS = re.compile(r"[-+]?\d+\.\d+(?:[eE][-+]?\d+)?")
_DIFFERS = re.compile(r"the (type|shape|dtype|value)\b")
_TELLING = {"assert-type"}  # a prediction: the type that was predicted is the mistake itself
_ASSERTIONS = {"AssertionError", "Disagreement"}
_LONGEST = 300  # characters of a text that are looked at


@dataclass(frozen=True, slots=True)
class Known:
    """A recorded way to go wrong.

    Attributes:
        name: what is misunderstood, or ``START``.
        hint: what the learner reads; empty for the start.
        fingerprint: the facts that its verdict leaves.
    """

    name: str
    hint: str
    fingerprint: frozenset[str]


def fingerprint(verdict: Verdict, marker_line: int) -> frozenset[str]:
    """Return the facts that tell one wrong answer from another.

    Places in the checks are told relative to the marker, and the learner's part is one place, so
    that lines added there change nothing. Names and numbers are left out of messages. What differs
    between versions of Python, the texts of exceptions and of syntax errors, is left out too.

    Args:
        verdict: what is true of the save.
        marker_line: the marker's line in the composed file.
    """
    if verdict.outcome in {Outcome.PASSED, Outcome.CRASHED, Outcome.NOT_RUN}:
        return frozenset()
    return frozenset(_facts(verdict, marker_line))


def _facts(verdict: Verdict, marker_line: int) -> Iterator[str]:
    for fault in verdict.type_errors:
        yield from _of_fault(fault, marker_line)
    for missed in verdict.refusals_missing:
        yield _of_refusal(missed, marker_line)
    for escape in verdict.escapes:
        yield f"part escape:{escape.name}"
    for failure in verdict.test_failures:
        yield from facts_of_failure(failure, marker_line)
    if verdict.outcome is Outcome.TIMED_OUT:
        yield "part timed_out"


def _of_fault(fault: TypeFault, marker_line: int) -> Iterator[str]:
    place = f"checks+{fault.span.line - marker_line}" if fault.in_checks else "part"
    yield f"{place} {fault.code}"
    if fault.code != "syntax":
        exact = fault.message if fault.code in _TELLING else _without_names(fault.message)
        yield f"{place} {fault.code} {exact[:_LONGEST]}"


def _of_refusal(missed: MissedRefusal, marker_line: int) -> str:
    return f"checks+{missed.line - marker_line} refused:{missed.code}"


def facts_of_failure(failure: TestFailure, marker_line: int) -> Iterator[str]:
    """Yield the test and its kind, then the check's line with what differs, then what came.

    Two mistakes may fail the same check with different answers, so the answer is a fact as well;
    a law's isn't, since the smallest counterexample depends on the version of hypothesis.
    """
    test = failure.test or "file"
    yield f"{test} {failure.kind}"
    if failure.check_line is not None:
        differs = _DIFFERS.match(failure.message) if failure.kind in _ASSERTIONS else None
        aspect = f" {differs[1]}" if differs else ""
        yield f"{test} checks+{failure.check_line - marker_line} {failure.kind}{aspect}"
    if failure.got is not None and not failure.counterexample:
        yield f"{test} got {_rounded(failure.got)}"


def _without_names(text: str) -> str:
    return _NUMBERS.sub("#", _NAMES.sub("@", " ".join(text[:_LONGEST].split())))


def _rounded(text: str) -> str:
    """Return a text whose fractions have three digits, so that no last digit decides."""
    short = " ".join(text[:_LONGEST].split())
    return _FRACTIONS.sub(lambda match: f"{float(match[0]):.3g}", short)


def match(found: frozenset[str], known: Sequence[Known]) -> Known | None:
    """Return the misconception behind a fingerprint, if one is alike enough.

    The equal set wins, then what is equal beyond the start, else the greatest overlap from
    ``ENOUGH`` on. The untouched start competes: if it wins, the learner has not yet begun to
    make a mistake, and there is none.
    """
    if not found or not known:
        return None
    best = min(known, key=lambda one: (-overlap(found, one.fingerprint), one.hint != "", one.name))
    if best.fingerprint != found and (begun := _beyond_start(found, known)):
        return begun
    return best if best.hint and overlap(found, best.fingerprint) >= ENOUGH else None


def _beyond_start(found: frozenset[str], known: Sequence[Known]) -> Known | None:
    """Return the misconception that left what the start does not leave, if all of it is known.

    A misconception is recorded with all else solved, and a learner who does one task after
    another makes the same mistake while the start's other gaps are still open.
    """
    start = frozenset[str]().union(*(one.fingerprint for one in known if one.name == START))
    rest = found - start
    alike = [one for one in known if rest and one.hint and one.fingerprint - start == rest]
    one_hint = len({one.hint for one in alike}) == 1
    return min(alike, key=lambda one: one.name) if one_hint else None


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the facts that two sets share over all their facts: 1 for equal sets (Jaccard)."""
    together = one | other
    return len(one & other) / len(together) if together else 0.0


def load_recorded(
    path: Path, misconceptions: Iterable[Misconception]
) -> dict[str, tuple[Known, ...]]:
    """Return the recorded fingerprints of each exercise, each with its hint.

    Args:
        path: the JSON file; if there is none, nothing is recorded.
        misconceptions: where the hints stand; a record whose name isn't among them is left out.

    Raises:
        AuthorError: the file can't be read as what ``dump_recorded`` writes.
    """
    if not path.exists():
        return {}
    try:
        records = msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, list[str]]])
    except (msgspec.MsgspecError, OSError, UnicodeDecodeError) as error:
        raise AuthorError(
            f"the recorded fingerprints can't be read: {error}",
            where=path,
            next_step="ctml dev check",
        ) from error
    hints = {(one.slug, one.name): one.hint for one in misconceptions}
    return {
        slug: tuple(
            Known(name, hints.get((slug, name), ""), frozenset(facts))
            for name, facts in sorted(of_slug.items())
            if name == START or (slug, name) in hints
        )
        for slug, of_slug in sorted(records.items())
    }


def dump_recorded(recorded: Mapping[str, Sequence[Known]]) -> str:
    """Return fingerprints as JSON: sorted, one fact a line, without the hints.

    A hint stands in its chapter's TOML file and nowhere else; ``load_recorded`` looks it up.
    """
    plain = {
        slug: {one.name: sorted(one.fingerprint) for one in known}
        for slug, known in recorded.items()
    }
    text = msgspec.json.encode(plain, order="sorted")
    return msgspec.json.format(text, indent=2).decode() + "\n"
