"""The body: each part of the view as lines of text, before they are made to fit."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from rich.text import Text

from ctml_runner.screen.asking import KEYS
from ctml_runner.screen.live.checked import checked_lines
from ctml_runner.screen.live.finding import finding_lines
from ctml_runner.screen.live.finish import finish_lines
from ctml_runner.screen.live.keys import KEYS_TOLD
from ctml_runner.screen.live.look import Look
from ctml_runner.screen.live.view import Part, View
from ctml_runner.screen.milestones import (
    last_hint_line,
    lesson_line,
    milestone_lines,
    welcome_lines,
)
from ctml_runner.screen.prose import paragraphs
from ctml_runner.screen.tick import OUTCOMES
from ctml_runner.screen.verdict import advice_lines, can_be_helped, printed_lines, raw_lines
from ctml_runner.teaching import messages

Lines = Iterator[Text]


def body_lines(view: View, look: Look) -> Lines:
    """Yield the lines of everything between the ticks and the keys, an empty one between parts."""
    for part in _one_thing(view) if look.projector else view.parts:
        yield from part_lines(part, view, look)
        yield Text()


def _one_thing(view: View) -> tuple[Part, ...]:
    """Return what a room is to look at: what was asked for or reached, else what comes first."""
    if view.asked is None and view.reached:
        return (view.reached[-1],)
    return view.parts[:1]


def part_lines(part: Part, view: View, look: Look) -> Lines:
    """Yield the lines of one part."""
    match part:
        case messages.Welcome():
            yield from _without_gap(welcome_lines(part))
        case messages.Task():
            yield from _task(part)
        case messages.Judged():
            yield from _judged(part, view, look)
        case messages.Advanced():
            yield from _advanced(part)
        case messages.Finished():
            yield from finish_lines(part, look)
        case messages.ChapterEnded() | messages.Shared():
            yield from _without_gap(milestone_lines(part))
        case messages.Hint():
            yield from _hint(part)
        case messages.Solution():
            yield from _solution(part, look)
        case messages.Raw(verdict):
            yield _heading(f"What the tools said of {verdict.exercise}, word for word")
            yield from raw_lines(verdict)
        case messages.Keys():
            yield _heading("Keys")
            yield from KEYS_TOLD
        case messages.CheckingAll(done, total):
            bar = look.signs.full * done + look.signs.empty * (total - done)
            yield _heading(f"Checking every exercise: {done} of {total}")
            yield Text(f"  {bar}", style="green", no_wrap=True, overflow="ellipsis")
        case messages.Checked():
            yield from checked_lines(part, look)
        case _:
            assert_never(part)


def _heading(text: str) -> Text:
    return Text(text, style="bold")


def _without_gap(lines: Lines) -> Lines:
    """Yield lines without the empty one that sets them off where nothing is redrawn."""
    for line in lines:
        for piece in line.split("\n"):
            if piece.plain:
                yield piece


def _task(task: messages.Task) -> Lines:
    exercise = task.exercise
    yield _heading(exercise.title)
    yield _path(task)
    yield Text()
    for line in paragraphs(exercise.task):
        yield Text(f"  {line}" if line else "")


def _path(opened: messages.Task | messages.Advanced) -> Text:
    return Text(f"  {opened.file}", style="cyan", no_wrap=True)


def _judged(judged: messages.Judged, view: View, look: Look) -> Lines:
    verdict = judged.verdict
    if verdict.passed:
        yield Text(f"{judged.exercise.slug} has passed.", style="bold green")
        yield Text()
    elif view.fresh:
        yield Text("As the file stands, this is what there is to say of it:", style="dim")
        yield Text()
    yield from finding_lines(judged.feedback.explanations, look)
    if not judged.feedback.explanations and not verdict.passed:
        yield Text(OUTCOMES[verdict.outcome], style="bold")
    if verdict.output.strip():
        yield from _without_gap(printed_lines(verdict.output))
        yield Text()
    yield from _advice(judged, view)


def _advice(judged: messages.Judged, view: View) -> Lines:
    """Yield the hint that fits, then the one that was asked for; what is seen is not offered."""
    hint = view.hint
    if hint is None or hint.exercise != judged.exercise or not can_be_helped(judged.verdict):
        yield from advice_lines(judged, KEYS)
        return
    offered = list(advice_lines(replace(judged, rungs=max(judged.rungs, hint.rung)), KEYS))
    taken = [Text(f"  Hint {hint.rung}: ", "bold").append(hint.text, "not bold")]
    if view.asked is not None:
        taken = []
    if judged.feedback.hint:
        yield from _set_apart(offered, taken)
    else:
        yield from _set_apart(taken, offered if hint.rung < hint.of else [])


def _set_apart(first: list[Text], second: list[Text]) -> Lines:
    yield from first
    if first and second:
        yield Text()
    yield from second


def _advanced(advanced: messages.Advanced) -> Lines:
    opened = advanced.exercise
    yield Text("Next: ", style="bold").append(opened.title)
    yield _path(advanced)
    yield Text("  n: its task; or change the file and save it", style="dim")
    if lesson := lesson_line(advanced, KEYS):
        yield Text(f"  {lesson}", style="dim")


def _hint(hint: messages.Hint) -> Lines:
    yield _heading(f"Hint {hint.rung} of {hint.of}")
    yield Text(f"  {hint.text}")
    if hint.rung == hint.of:
        yield Text(f"  {last_hint_line(hint.exercise, KEYS)}", style="dim")


def _solution(solution: messages.Solution, look: Look) -> Lines:
    from ctml_runner.screen.live.code import coloured  # noqa: PLC0415  # its colouring loads slowly

    yield _heading(f"A solution of {solution.exercise.slug}; yours may differ")
    for line in coloured(solution.part, look):
        row = Text(f"  {look.signs.gutter} ", style="dim", no_wrap=True, overflow="ellipsis")
        yield row.append_text(line)
    yield Text()
    yield Text("  Why: ", style="bold green").append(solution.why, style="not bold default")
