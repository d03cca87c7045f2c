"""The finish: what somebody sees who has done every exercise."""

from collections.abc import Iterator

from rich.text import Text

from ctml_runner.screen.live.look import Look
from ctml_runner.teaching.messages import Finished

_A_ROW = 7


def finish_lines(finished: Finished, look: Look) -> Iterator[Text]:
    """Yield the path that was walked, an exercise each, and what it leads to."""
    yield Text()
    yield from _path(finished.total, look)
    yield Text()
    yield Text(f"  All {finished.total} exercises have passed.", style="bold green")
    yield Text()
    yield Text(
        "  Each arrow ends where the next begins: that is why the whole path is one arrow, "
        "from your first save to here."
    )
    yield Text("  Everything on it is yours: the files stay as you wrote them.")
    yield Text()
    yield from _beyond(finished)


def _path(total: int, look: Look) -> Iterator[Text]:
    """Yield the exercises as a chain, some in a row."""
    node, arrow = look.signs.node, look.signs.arrow
    for begin in range(0, total, _A_ROW):
        count = min(_A_ROW, total - begin)
        on = arrow if begin + count < total else ""
        yield Text(f"  {arrow.join(node for _ in range(count))}{on}", style="green")


def _beyond(finished: Finished) -> Iterator[Text]:
    if finished.challenges:
        names = ", ".join(challenge.slug for challenge in finished.challenges)
        yield Text("  Beyond it: ", style="bold").append(
            f"challenges, if you want more ({names}). n opens the first.", style="not bold"
        )
    else:
        yield Text("  Every challenge has passed too. Nothing is left that you have not done.")
    yield Text("  The lessons stay, in another terminal: ctml read CHAPTER", style="dim")
