"""The head: where we are, how far we have come, and how types and tests stand."""

from rich.text import Text

from ctml_runner.judging.verdict import Outcome, Verdict
from ctml_runner.screen.live.look import Look
from ctml_runner.screen.live.signs import Signs
from ctml_runner.screen.live.view import Ticks, View
from ctml_runner.screen.milestones import chapter_name
from ctml_runner.screen.tick import OUTCOMES, STYLES, Mark, Tick, ticks_of

_BAR = 14


def header(view: View, look: Look, width: int) -> Text:
    """Return chapter, number, name and title of the open exercise, and the progress."""
    exercise = view.exercise
    right = _progress(view, look, width)
    if exercise is None:
        return _apart(Text().append("ctml", "bold"), right, width)
    name = Text().append(f"{exercise.number:02} {exercise.slug}", "bold")
    left = Text().append(chapter_name(exercise.chapter), "cyan").append("  ").append_text(name)
    if left.cell_len + right.cell_len + 2 > width:
        return _apart(name, right, width)
    return _apart(left.append(f"  {exercise.gist}"), right, width)


def tick_line(view: View, look: Look, width: int) -> Text:
    """Return the ticks of the last save, how it ended, and how long it took."""
    ticks = view.ticks
    if ticks is None:
        return Text("nothing has been judged yet", style="dim")
    signs, time = look.signs, Text(_time(ticks), style="dim")
    ended, about = _outcome(ticks), [_tick(tick, signs) for tick in ticks_of(ticks.known)]
    # Below the open exercise's name its ticks need no other; those of another one do.
    least = about if ticks.exercise == view.exercise else [ended][: len(about)]
    for gap, parts, right in (
        ("   ", [ended, *about], time),
        (" ", [ended, *about], time),
        (" ", least, time),
        (" ", least, Text()),
    ):
        left = Text(gap).join(parts)
        if about and left.cell_len + right.cell_len + 1 <= width:
            return _apart(left, right, width)
    return _apart(_short(ticks, signs) if least == about else ended, Text(), width)


def _progress(view: View, look: Look, width: int) -> Text:
    said = Text(f"{view.done} of {view.total}")
    if width < 60 or not view.total:
        return said if width >= 30 else Text(f"{view.done}/{view.total}")
    taken = max(_BAR * view.done // view.total, min(view.done, 1))
    said.append(f" {look.signs.full * taken}", style="green")
    return said.append(look.signs.empty * (_BAR - taken), style="dim")


def _apart(left: Text, right: Text, width: int) -> Text:
    """Return one text at each end of a line; the left one is cut off if both don't fit."""
    room = max(width - right.cell_len - (2 if right.plain else 0), 1)
    if left.cell_len > room:
        left.truncate(room, overflow="ellipsis")
    gap = max(width - left.cell_len - right.cell_len, 0) if right.plain else 0
    return left.append(" " * gap).append_text(right)


def _time(ticks: Ticks) -> str:
    return f"{ticks.known.seconds * 1000:.0f} ms" if ticks.known is not None else ""


def _outcome(ticks: Ticks) -> Text:
    """Return which save the ticks are about, and how it ended."""
    slug = ticks.exercise.slug
    if not isinstance(ticks.known, Verdict):
        return Text(f"{slug}: checking", style="bold")
    style = "bold green" if ticks.known.passed else "bold red"
    if ticks.known.outcome in {Outcome.NOT_RUN, Outcome.CRASHED}:
        style = "bold yellow"
    return Text(f"{slug}: {OUTCOMES[ticks.known.outcome]}", style=style)


def _tick(tick: Tick, signs: Signs) -> Text:
    return Text(f"{_sign(tick.mark, signs)} {tick.about}: {_said(tick)}", STYLES[tick.mark])


def _said(tick: Tick) -> str:
    return tick.said or {Mark.OK: "ok", Mark.RUNNING: "running"}.get(tick.mark, "")


def _sign(mark: Mark, signs: Signs) -> str:
    return {
        Mark.OK: signs.ok,
        Mark.BAD: signs.bad,
        Mark.NONE: signs.none,
        Mark.RUNNING: signs.running,
    }[mark]


def _short(ticks: Ticks, signs: Signs) -> Text:
    """Return the ticks where there is hardly any room."""
    known = ticks_of(ticks.known)
    if not known:
        return _outcome(ticks)
    pieces = (Text(f"{_sign(tick.mark, signs)} {tick.about}", STYLES[tick.mark]) for tick in known)
    return Text(" ").join(pieces)
