"""Findings: each in its source line with the place underlined, and what to look at below."""

import re
from collections.abc import Iterator, Sequence

from rich.text import Text

from ctml_runner.judging.verdict import Span
from ctml_runner.screen.live.look import Look
from ctml_runner.teaching.explain import About, Explanation

_MOST = 3  # of each kind; mending the first often mends the rest
_NAME = re.compile(r"`\w+`")


def finding_lines(explanations: Sequence[Explanation], look: Look) -> Iterator[Text]:
    """Yield the first findings about types, then the first about tests, and how many are left.

    Tests that stop at one line have one cause, and are told together.
    """
    tests = [one for one in explanations if one.about is About.TEST]
    others = [one for one in explanations if one.about is not About.TEST]
    told = [[one] for one in others][:_MOST] + _together(tests)[:_MOST]
    for alike in told[:1] if look.projector else told:
        yield from framed(alike[0], look)
        yield from _alike(alike[1:])
        yield Text()
    left = len(explanations) - sum(map(len, told))
    if left > 0 and not look.projector:
        yield Text(f"  and {left} more; mend these first   (v: all, in the tools' words)", "dim")
        yield Text()


def _together(tests: Sequence[Explanation]) -> list[list[Explanation]]:
    """Return the tests grouped by the place that they stop at; no place is like no other."""
    groups: list[list[Explanation]] = []
    for test in tests:
        place = next((g for g in groups if test.span and g[0].span == test.span), None)
        if place is None:
            groups.append([test])
        else:
            place.append(test)
    return groups


def _alike(others: Sequence[Explanation]) -> Iterator[Text]:
    names = [found[0] for one in others if (found := _NAME.search(one.headline))]
    if names:
        yield Text(f"  The same line stops {_listed(names)}.")


def _listed(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def framed(explanation: Explanation, look: Look) -> Iterator[Text]:
    """Yield one explanation: what it is, its line with the span underlined, what to look at."""
    yield Text(f"  {explanation.headline}", style="bold")
    if explanation.source.strip() and explanation.span is not None:
        yield from _frame(explanation.source, explanation.span, look)
    for line in explanation.detail.split("\n") if explanation.detail else ():
        yield Text(f"  {line}")


def _frame(source: str, span: Span, look: Look) -> Iterator[Text]:
    source = source.expandtabs(1)
    gutter = look.signs.gutter
    begin = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(source)
    end = max(begin + 1, min(end, len(source)))
    head = f"{span.line:>6} {gutter} "
    line = Text(head, style="dim").append(source, style="not dim cyan")
    line.stylize("bold underline", len(head) + begin, len(head) + end)
    mark = Text(f"{'':>6} {gutter} ", style="dim")
    mark.append(" " * begin + "^" * (end - begin), style="not dim bold red")
    for row in (line, mark):
        row.no_wrap, row.overflow = True, "ellipsis"
        yield row
