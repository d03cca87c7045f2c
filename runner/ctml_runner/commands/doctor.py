"""``ctml doctor``: look at everything that ctml stands on, and say what would mend it."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from ctml_runner.commands.examining.finding import Finding, Health, fault
from ctml_runner.commands.examining.place import place, settings_of
from ctml_runner.commands.examining.terminal import terminal
from ctml_runner.commands.examining.tools import tools
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.workspace import Workspace, current_folder, find_workspace
from ctml_runner.course.workspace.handed import curriculum_of
from ctml_runner.errors import FAILED, FINE, CtmlError
from ctml_runner.screen.lines import encode
from ctml_runner.settings import Settings

_STYLES = {Health.GOOD: "green", Health.FAIR: "yellow", Health.BAD: "bold red"}


def doctor(*, preflight: bool, as_json: bool) -> int:
    """Look at everything and tell it; return the exit code: 0 if a learner could begin, 1 if not.

    Args:
        preflight: tell it in one line, for a room.
        as_json: tell it as one JSON object.
    """
    found = tuple(_examination())
    if as_json:
        print(encode(_object(found)))
    elif preflight:
        _console().print(_word(found), soft_wrap=True)
    else:
        _tell(found)
    return FINE if _ready(found) else FAILED


def _examination() -> Iterator[Finding]:
    """Yield the findings in the order in which a learner would mend them."""
    installed = tuple(tools())
    yield from installed
    try:
        workspace = find_workspace(current_folder())
        curriculum = curriculum_of(workspace)
    except CtmlError as error:
        yield fault("workspace", error)
        yield from terminal(Settings())
        return
    settings, read = settings_of(workspace)
    yield from place(workspace, curriculum)
    yield read
    if _ready(installed):  # else there is nothing to judge or to watch with
        yield from _measured(workspace, curriculum, settings)
    yield from terminal(settings)


def _measured(
    workspace: Workspace, curriculum: Curriculum, settings: Settings
) -> Iterator[Finding]:
    """Yield what only trying tells; what is tried is loaded here, because it may be missing."""
    from ctml_runner.commands.examining.judging import judging  # noqa: PLC0415
    from ctml_runner.commands.examining.noticing import noticing  # noqa: PLC0415

    yield from judging(workspace.hidden, curriculum)
    yield noticing(workspace.hidden, workspace.watched[0], settings.watch.saves)


def _ready(found: tuple[Finding, ...]) -> bool:
    return all(finding.health is not Health.BAD for finding in found)


def _object(found: tuple[Finding, ...]) -> dict[str, object]:
    return {
        "ready": _ready(found),
        "findings": [
            {
                "about": finding.about,
                "value": finding.value,
                "health": finding.health.value,
                "next": finding.next_step,
            }
            for finding in found
        ],
    }


def _word(found: tuple[Finding, ...]) -> Text:
    """Return the one line of ``--preflight``."""
    if _ready(found):
        return Text("ready", style=_STYLES[Health.GOOD])
    line = Text("not ready: ", style=_STYLES[Health.BAD])
    bad = (finding for finding in found if finding.health is Health.BAD)
    told = "; ".join(f"{one.about}: {one.value} (next: {one.next_step})" for one in bad)
    return line.append(told, style="not bold default")


def _tell(found: tuple[Finding, ...]) -> None:
    console = _console()
    for finding in found:
        line = Text("  ").append(f"{finding.health:<6}", style=_STYLES[finding.health])
        console.print(line.append(f"{finding.about:<12}{finding.value}"), soft_wrap=True)
    console.print(Text("\n").append_text(_word(found) if _ready(found) else Text("not ready")))
    steps = [finding for finding in found if finding.next_step]
    if steps:
        console.print("\nWhat could be better, the most needed first:")
    for finding in sorted(steps, key=lambda one: one.health is not Health.BAD):
        console.print(f"  {finding.about}: {finding.next_step}", soft_wrap=True)


def _console() -> Console:
    return Console(highlight=False, markup=False, emoji=False)
