"""The place: workspace, course, journal and settings."""

import os
from collections.abc import Iterator

from ctml_runner.commands.examining.finding import Finding, Health, fault
from ctml_runner.commands.sitting import version
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.workspace import Workspace
from ctml_runner.course.workspace.record import read_record
from ctml_runner.errors import CtmlError
from ctml_runner.journal import Journal, fold
from ctml_runner.settings import FILE, Settings, read_settings


def place(workspace: Workspace, curriculum: Curriculum) -> Iterator[Finding]:
    """Yield what is found of the learner's folder."""
    yield _folder(workspace)
    yield _made_from(workspace)
    yield _files(workspace, curriculum)
    yield _journal(workspace, curriculum)


def _folder(workspace: Workspace) -> Finding:
    if os.access(workspace.root, os.W_OK) and os.access(workspace.hidden, os.W_OK):
        return Finding("workspace", str(workspace.root))
    what = f"{workspace.root} can't be written"
    return Finding("workspace", what, Health.BAD, f"chmod -R u+rwX '{workspace.root}'")


def _made_from(workspace: Workspace) -> Finding:
    """Compare the course that the folder was made from with the one that is installed."""
    made = read_record(workspace).course
    if not made:
        what = f"{workspace.sign} can't be read"
        return Finding(
            "course", what, Health.FAIR, f"move {workspace.sign} away, then type: ctml init"
        )
    if made == version():
        return Finding("course", made)
    what = f"the folder was made from {made}, and {version()} is installed"
    return Finding("course", what, Health.FAIR, "ctml update")


def _files(workspace: Workspace, curriculum: Curriculum) -> Finding:
    missing = [one.slug for one in curriculum.exercises if not workspace.file(one).is_file()]
    if not missing:
        return Finding("exercises", f"all {len(curriculum.exercises)} files are here")
    more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
    what = f"missing: {', '.join(missing[:3])}{more}"
    return Finding("exercises", what, Health.BAD, "ctml init")


def _journal(workspace: Workspace, curriculum: Curriculum) -> Finding:
    try:
        history = Journal(workspace.journal).history()
    except CtmlError as error:
        return fault("journal", error)
    done = fold(history.records).done
    passed = sum(exercise.slug in done for exercise in curriculum.course)
    records = "1 record" if len(history.records) == 1 else f"{len(history.records)} records"
    told = f"{records}, {passed} of {len(curriculum.course)} passed"
    if not history.damaged:
        return Finding("journal", told)
    lines = ", ".join(map(str, history.damaged[:5]))
    what = f"{told}; can't be read and is skipped: line {lines}"
    return Finding("journal", what, Health.FAIR, f"look at those lines in {workspace.journal}")


def settings_of(workspace: Workspace) -> tuple[Settings, Finding]:
    """Return the settings, the defaults where they can't be read, and how they were found."""
    file = workspace.root / FILE
    try:
        read = read_settings(file)
    except CtmlError as error:
        return Settings(), fault("settings", error)
    if not file.exists():
        what = f"there is no {FILE}, so every default holds"
        return read, Finding("settings", what, Health.FAIR, "ctml init")
    changed = "every default holds" if read == Settings() else "some defaults are changed"
    return read, Finding("settings", f"{file.name} is read; {changed}")
