"""A verdict in plain lines: each finding framed in its source line, then explained."""

from collections.abc import Iterator

from rich.text import Text

from ctml_runner.judging.verdict import Outcome, Span, Verdict
from ctml_runner.screen.asking import Asking
from ctml_runner.screen.tick import OUTCOMES, STYLES, Mark, ticks_of
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
        yield from printed_lines(verdict.output)
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
    yield from advice_lines(judged, asking)


def _ticks(verdict: Verdict) -> Iterator[Text]:
    """Yield the two ticks and the time; words, so that no meaning is in the colour alone."""
    ticks = ticks_of(verdict)
    outcome = Text(f"  {verdict.exercise}: {OUTCOMES[verdict.outcome]}")
    if not ticks:
        outcome.stylize("bold yellow")
        yield outcome
        return
    line = Text("  ")
    for tick in ticks:
        said = f": {tick.said}" if tick.said else ""
        line.append(f"{_MARKS[tick.mark]} {tick.about}{said}", STYLES[tick.mark]).append("   ")
    yield line.append(f"{verdict.seconds * 1000:.0f} ms", style="dim")
    outcome.stylize("bold green" if verdict.passed else "bold red")
    yield outcome


_MARKS = {Mark.OK: "[ok]", Mark.BAD: "[x]", Mark.NONE: "[-]", Mark.RUNNING: "[..]"}


def printed_lines(output: str) -> Iterator[Text]:
    """Yield what the learner's code printed, cut off where it gets long."""
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


def advice_lines(judged: Judged, asking: Asking) -> Iterator[Text]:
    """Yield what helps next: why it holds, the hint that fits, or how to ask for one."""
    if judged.verdict.passed:
        yield Text("  Why: ", style="bold green").append(
            judged.feedback.why, style="not bold default"
        )
    elif judged.feedback.hint:
        yield Text("  Hint: ", style="bold").append(judged.feedback.hint, style="not bold")
    elif can_be_helped(judged.verdict):
        left = f"hint {judged.rungs + 1} of {RUNGS}" if judged.rungs < RUNGS else "the last again"
        yield Text(f"  {asking.hint}: {left}", style="dim")


def can_be_helped(verdict: Verdict) -> bool:
    """Whether a hint may help: the code was judged, and has not passed."""
    return verdict.outcome not in {Outcome.PASSED, Outcome.NOT_RUN, Outcome.CRASHED}


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
