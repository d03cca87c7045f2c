"""``ctml demo``: the ideas of the course in small, walked through section by section."""

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from ctml.demo import Demo
from ctml.demo.contents import DEMOS
from ctml_runner.lab.finding import find_demo
from ctml_runner.lab.objects import section_object
from ctml_runner.lab.section import show_section
from ctml_runner.screen.lines import encode
from ctml_runner.screen.prose import folded


def demo(name: str | None, *, as_json: bool) -> None:
    """Show one demo, or all of them in reading order.

    Raises:
        LearnerError: there is no demo of that name.
    """
    chosen = DEMOS if name is None else (find_demo(name),)
    if as_json:
        _tell(chosen)
    else:
        _walk(chosen)


def show_names(*, as_json: bool) -> None:
    """List the demos in reading order."""
    if as_json:
        rows = [{"name": one.name, "title": one.title, "sections": len(one.steps)} for one in DEMOS]
        print(encode(rows))
        return
    console, widest = _console(), max(len(one.name) for one in DEMOS)
    for one in DEMOS:
        line = Text(f"  {one.name:<{widest}}  {one.title}")
        for row in folded(line, console.width):
            console.print(row, soft_wrap=True)
    print("\n  next:  ctml demo NAME   (without a name: all of them)")


def _tell(demos: Sequence[Demo]) -> None:
    for one in demos:
        for number, section in enumerate(one.sections(), 1):
            print(encode(section_object(one, number, section)), flush=True)


def _walk(demos: Sequence[Demo]) -> None:
    """Print section after section; at a terminal the reader says when."""
    console = _console()
    asked = sys.stdin.isatty() and sys.stdout.isatty()
    left = sum(len(one.steps) for one in demos)
    for one in demos:
        for number, section in enumerate(one.sections(), 1):
            show_section(console, f"{one.name} {number} of {len(one.steps)}", section)
            left -= 1
            if asked and left and not _go_on(left):
                return


def _console() -> Console:
    return Console(highlight=False, markup=False, emoji=False)


def _go_on(left: int) -> bool:
    """Ask whether to go on; the end of the input says no."""
    print(f"\n  {left} more   Enter: go on   q and Enter: end ", end="", flush=True)
    answer = sys.stdin.readline()
    if not answer:
        print()
    return bool(answer) and answer.strip().lower() != "q"
