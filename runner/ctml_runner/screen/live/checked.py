"""What checking every exercise found: of many that stand alike, the rest in one line."""

from collections.abc import Iterator
from itertools import groupby

from rich.text import Text

from ctml_runner.judging.verdict import Verdict
from ctml_runner.screen.live.look import Look
from ctml_runner.screen.tick import OUTCOMES
from ctml_runner.teaching.messages import Checked

_FEW = 3  # so many alike in a row have a line each


def checked_lines(checked: Checked, look: Look) -> Iterator[Text]:
    """Yield how many pass, and how each stands."""
    passed = sum(verdict.passed for verdict in checked.verdicts)
    heading = f"{passed} of {len(checked.verdicts)} pass, checked in {checked.seconds:.1f} s"
    yield Text(heading, style="bold")
    for _, run in groupby(checked.verdicts, key=lambda verdict: verdict.outcome):
        alike = list(run)
        yield from (_standing(verdict, look) for verdict in alike[:_FEW])
        if more := alike[_FEW:]:
            to = f"to {more[-1].exercise}" if len(more) > 1 else more[-1].exercise
            yield Text(f"    and the same for {len(more)} more, {to}", style="dim")


def _standing(verdict: Verdict, look: Look) -> Text:
    sign = look.signs.ok if verdict.passed else look.signs.bad
    style = "green" if verdict.passed else ""
    return Text(f"  {sign} {verdict.exercise}: {OUTCOMES[verdict.outcome]}", style=style)
