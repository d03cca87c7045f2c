"""``ctml submit``: one small file of a learner's work, to be given to whoever teaches."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from ctml_runner.cohort.names import safe_name
from ctml_runner.cohort.sending import ENDING, Manifest, Package, packed
from ctml_runner.cohort.sending.choosing import Choice, Standing, choose, newest
from ctml_runner.cohort.sending.sender import Sender, clean, read_sender, remember
from ctml_runner.course.placing import place
from ctml_runner.course.workspace import Workspace, current_folder, find_workspace
from ctml_runner.course.workspace.handed import curriculum_of
from ctml_runner.course.workspace.record import read_record
from ctml_runner.course.writing import writing
from ctml_runner.errors import LearnerError
from ctml_runner.journal import Journal

_NAMED = 8
"""How many exercises of a kind are named before they are only counted."""


def submit(to: Path | None, learner: str | None, name: str | None) -> None:
    """Write what was worked on, and the journal, into one file.

    Args:
        to: the folder for it; by default the workspace.
        learner: the id that the class knows the learner by; by default the one given last.
        name: the learner's name; by default the one given last.

    Raises:
        LearnerError: there is no workspace, nobody says who sends, or it can't be written.
    """
    here = current_folder()
    workspace = find_workspace(here)
    folder = workspace.root if to is None else here / to.expanduser()
    sender = _sender(workspace, learner, name)
    choice = choose(workspace, curriculum_of(workspace), Journal(workspace.journal).history())
    data = packed(_package(workspace, sender, choice))
    with writing("the file", folder, "ctml submit --to DIR"):
        remember(workspace, sender)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / (safe_name(sender.id) + ENDING)
        place(file, data)
    print("\n".join(_told(file, len(data), choice)))


def _sender(workspace: Workspace, learner: str | None, name: str | None) -> Sender:
    """Return who sends: as said now, else as said before, else as asked.

    Raises:
        LearnerError: there is nobody to ask.
    """
    before = read_sender(workspace)
    told = before.id if learner is None else clean(learner)
    if not told and sys.stdin.isatty() and sys.stdout.isatty():
        told = clean(_asked("Who are you in your class's list? Type your id or login there."))
    if not told:
        raise LearnerError(
            "nobody has said yet who you are in your class",
            next_step="ctml submit --id ID   (the id or login that your teacher knows you by)",
        )
    return Sender(told, before.name if name is None else clean(name))


def _asked(question: str) -> str:
    try:
        return input(f"{question}\n> ")
    except EOFError:
        print()
        return ""


def _package(workspace: Workspace, sender: Sender, choice: Choice) -> Package:
    record = read_record(workspace)
    manifest = Manifest(
        sender.id, sender.name, clean(record.course), clean(record.digest), datetime.now(UTC)
    )
    journal = workspace.journal
    return Package(
        manifest, choice.parts, newest(journal.read_bytes() if journal.is_file() else b"")
    )


def _told(file: Path, size: int, choice: Choice) -> Iterator[str]:
    """Yield where the file is, what of it hasn't passed, and what to do with it."""
    sent = len(choice.parts)
    yield f"wrote {file}   ({sent} exercise{'s' * (sent != 1)}, {max(1, size // 1000)} kB)"
    if not sent:
        yield "  nothing was worked on yet, so there is only your journal in it"
    for standing in Standing:
        slugs = choice.that_are(standing)
        if slugs:
            yield f"  {len(slugs)} {standing.value}{_named(standing, slugs)}"
    for line in choice.left_out:
        yield f"  left out: {line}"
    if choice.that_are(Standing.CHANGED):
        yield "  what is not judged yet is sent as it is; to see how it stands: ctml check"
    yield "  next:  give that one file to whoever teaches you; send it again when there is more"


def _named(standing: Standing, slugs: list[str]) -> str:
    if standing in {Standing.PASSED, Standing.UNTOUCHED}:
        return ""
    more = f" and {len(slugs) - _NAMED} more" if len(slugs) > _NAMED else ""
    return f": {', '.join(slugs[:_NAMED])}{more}"
