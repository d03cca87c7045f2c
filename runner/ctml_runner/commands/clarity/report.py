"""A clarity report as a value, and as the page that it is written as."""

from dataclasses import dataclass
from datetime import date

_UNSAID = "(not said)"


@dataclass(frozen=True, slots=True)
class Report:
    """What was unclear, and what was going on.

    Attributes:
        exercise: the slug.
        chapter: its chapter.
        title: what the exercise is about.
        friction: what is unclear, in the learner's words.
        command: what to type to see it again.
        evidence: what the journal and the judge know of it, a line each.
        last_clear: the last idea that was clear.
        first_unclear: the first line that is not.
        expected: what the learner expected.
        happened: what happened instead.
        would_help: what would have helped, in the learner's words.
    """

    exercise: str
    chapter: str
    title: str
    friction: str
    command: str
    evidence: tuple[str, ...]
    last_clear: str
    first_unclear: str
    expected: str
    happened: str
    would_help: str


def page(report: Report, day: date) -> str:
    """Return the report as Markdown."""
    head = f"# Unclear: {report.exercise}\n\n{report.title} ({report.chapter}), {day:%Y-%m-%d}\n"
    sections = (
        ("Friction", report.friction),
        ("Command", f"    {report.command}"),
        ("Evidence", "\n".join(f"- {line}" for line in report.evidence)),
        ("Last clear idea", report.last_clear),
        ("First unclear line", f"    {report.first_unclear}" if report.first_unclear else ""),
        ("Expected", report.expected),
        ("What happened", report.happened),
        ("What would help", report.would_help),
    )
    return "\n".join([head, *(f"## {name}\n\n{text or _UNSAID}\n" for name, text in sections)])
