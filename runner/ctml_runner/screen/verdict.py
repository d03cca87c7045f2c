"""A verdict in plain lines: each finding framed in its source line, then explained."""

from collections.abc import Iterator

from rich.text import Text

from ctml_runner.judging.verdict import Outcome, Span, Verdict
from ctml_runner.screen.asking import Asking
from ctml_runner.teaching.explain import Explanation
from ctml_runner.teaching.messages import Judged
from ctml_runner.teaching.tutor import RUNGS

_MOST = 3  # explanations shown at once; mending the first often mends the rest
_OUTPUT_LINES = 20


def verdict_lines(judged: Judged, asking: Asking) -> Iterator[Text]:
    """Yield the lines of one verdict."""
    verdict, feedback = judged.verdict, judged.feedback
    yield Text()
    yield from _ticks(verdict)
    if verdict.output.strip():
        yield from _printed(verdict.output)
    for explanation in feedback.explanations[:_MOST]:
        yield Text()
        yield from framed(explanation)
    more = len(feedback.explanations) - _MOST
    if more > 0:
        yield Text()
        yield Text(
            f"  and more; mend these first   ({asking.raw}: all, in the tools' own words)",
            style="dim",
        )
    yield Text()
    yield from _advice(judged, asking)


def _ticks(verdict: Verdict) -> Iterator[Text]:
    """Yield the two ticks and the time; words, so that no meaning is in the colour alone."""
    if verdict.outcome in {Outcome.NOT_RUN, Outcome.CRASHED}:
        yield Text(f"  {verdict.exercise}: {_OUTCOMES[verdict.outcome]}", style="bold yellow")
        return
    types = len(verdict.type_errors) + len(verdict.refusals_missing)
    line = Text("  ")
    line.append_text(_tick("types", types, "to mend"))
    line.append("   ")
    line.append_text(_tests(verdict))
    if verdict.escapes:
        line.append("   ").append_text(_tick("escapes", len(verdict.escapes), "used"))
    line.append(f"   {verdict.seconds * 1000:.0f} ms", style="dim")
    yield line
    outcome = Text(f"  {verdict.exercise}: {_OUTCOMES[verdict.outcome]}")
    outcome.stylize("bold green" if verdict.passed else "bold red")
    yield outcome


_OUTCOMES = {
    Outcome.PASSED: "passed",
    Outcome.FAILED: "not yet",
    Outcome.ESCAPED: "not yet: the checker was silenced",
    Outcome.TIMED_OUT: "stopped: it ran too long",
    Outcome.CRASHED: "a tool died, not your code",
    Outcome.NOT_RUN: "not judged",
}


def _tick(name: str, count: int, what: str) -> Text:
    if count:
        return Text(f"[x] {name}: {count} {what}", style="red")
    return Text(f"[ok] {name}", style="green")


def _tests(verdict: Verdict) -> Text:
    """Return the tick of the tests, or why there is none: silence is not a pass."""
    if any(fault.code == "syntax" for fault in verdict.type_errors):
        return Text("[-] tests: not run", style="dim")
    if verdict.outcome is Outcome.TIMED_OUT:
        return Text("[x] tests: stopped", style="red")
    return _tick("tests", len(verdict.test_failures), "failed")


def _printed(output: str) -> Iterator[Text]:
    lines = output.rstrip("\n").split("\n")
    yield Text("\n  your code printed:", style="dim")
    for line in lines[:_OUTPUT_LINES]:
        yield Text(f"  | {line}")
    if len(lines) > _OUTPUT_LINES:
        yield Text(f"  | … {len(lines) - _OUTPUT_LINES} more lines", style="dim")


def framed(explanation: Explanation) -> Iterator[Text]:
    """Yield one explanation: headline, the source line with its span underlined, detail."""
    yield Text(f"  {explanation.headline}", style="bold")
    if explanation.source.strip() and explanation.span is not None:
        yield from _frame(explanation.source, explanation.span)
    for line in explanation.detail.split("\n") if explanation.detail else ():
        yield Text(f"  {line}")


def _frame(source: str, span: Span) -> Iterator[Text]:
    source = source.expandtabs(1)
    number = f"{span.line:>6}"
    end = span.end_column if span.end_line == span.line else len(source) + 1
    width = max(1, min(end, len(source) + 1) - span.column)
    yield _code(f"{number} | {source}", "cyan")
    yield _code(f"{'':>6} | {'':>{max(span.column - 1, 0)}}{'^' * width}", "red")


def _code(line: str, style: str) -> Text:
    """Return a line that is cut off where the screen ends: a mark below it must stay below it."""
    return Text(line, style=style, no_wrap=True, overflow="ellipsis")


def _advice(judged: Judged, asking: Asking) -> Iterator[Text]:
    if judged.verdict.passed:
        yield Text("  Why: ", style="bold green").append(
            judged.feedback.why, style="not bold default"
        )
    elif judged.feedback.hint:
        yield Text("  Hint: ", style="bold").append(judged.feedback.hint, style="not bold")
    elif judged.verdict.outcome not in {Outcome.NOT_RUN, Outcome.CRASHED}:
        rung = min(judged.rungs + 1, RUNGS)
        yield Text(f"  {asking.hint}: hint {rung} of {RUNGS}", style="dim")


def raw_lines(verdict: Verdict) -> Iterator[Text]:
    """Yield the tools' own words about a verdict."""
    for fault in verdict.type_errors:
        yield Text(f"  line {fault.span.line}: {fault.raw}  [{fault.code}]")
    for missing in verdict.refusals_missing:
        yield Text(f"  line {missing.line}: no error [{missing.code}] came")
    for failure in verdict.test_failures:
        yield Text(f"  {failure.test or 'import'}: {failure.kind}: {failure.message}")
    for escape in verdict.escapes:
        yield Text(f"  line {escape.span.line}: {escape.name}")
    if verdict.said:
        yield Text(f"  {verdict.said}")
    if verdict.passed:
        yield Text("  neither tool said anything: it passed")
