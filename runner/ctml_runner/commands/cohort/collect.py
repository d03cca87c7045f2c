"""``ctml cohort collect``: gather what came back, in whatever form it came."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ctml_runner.cohort.collecting.collecting import Collector, Wish
from ctml_runner.cohort.collecting.report import Left, Result
from ctml_runner.cohort.folder import CohortFolder, find_cohort, place_of
from ctml_runner.cohort.opening import due_time
from ctml_runner.cohort.plan import read_plan
from ctml_runner.cohort.roster import Roster, read_roster
from ctml_runner.commands.cohort.collected import as_object, told, told_whole
from ctml_runner.commands.cohort.telling import writing
from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.course.workspace import current_folder
from ctml_runner.errors import FAILED, FINE, InstructorError
from ctml_runner.screen.lines import encode


@dataclass(frozen=True, slots=True)
class Asked:
    """What an instructor asks for.

    Attributes:
        learner: whose all of it is, whatever it says; None if that is to be found out.
        came: when all of it came; None if the files tell.
        believe: whether submissions are believed about when they were sent.
        newest: whether the newest state of a repository counts, although it may be late.
        as_json: tell it as JSON objects.
    """

    learner: str | None
    came: str | None
    believe: bool
    newest: bool
    as_json: bool


def collect(place: Path, sources: Sequence[Path], asked: Asked) -> int:
    """Collect, tell what became of each submission, and return the exit code.

    Args:
        place: the cohort's folder, or one in it.
        sources: folders, zips, repositories of git.
        asked: what is asked for beyond that.

    Raises:
        InstructorError: there is no cohort, or nobody in it; a source can't be read; or another
            one collects.
    """
    folder, curriculum, here = find_cohort(place), read_curriculum(), current_folder()
    roster = _somebody(read_roster(folder), folder)
    plan, wish = read_plan(folder, curriculum), _wish(asked, roster)
    collector = Collector(folder, plan, roster, curriculum, wish)
    results: list[Result] = []
    with _alone(folder), writing(folder.submissions):
        for result in collector.collect(map(place_of, sources)):
            results.append(result)
            for line in [_line(result)] if asked.as_json else told(result, here):
                print(line, flush=True)
    if not asked.as_json:
        print("\n".join(told_whole(folder, roster, results)))
    return FAILED if any(isinstance(result, Left) for result in results) else FINE


def _somebody(roster: Roster, folder: CohortFolder) -> Roster:
    """Return the roster, if anybody is in it.

    Raises:
        InstructorError: nobody is; then nothing can be anybody's.
    """
    if roster.learners:
        return roster
    raise InstructorError(
        next(iter(roster.problems), "roster.csv is empty: it has no line for any learner"),
        where=folder.roster,
        next_step="write a line for each learner into it, then type the command again",
    )


def _wish(asked: Asked, roster: Roster) -> Wish:
    return Wish(
        learner=None if asked.learner is None else roster.find(asked.learner),
        came=None if asked.came is None else due_time(asked.came, "--came"),
        believe=asked.believe,
        newest=asked.newest,
    )


def _line(result: Result) -> str:
    return encode(as_object(result))


@contextmanager
def _alone(folder: CohortFolder) -> Iterator[None]:
    """Keep a second collection out while this one runs.

    Raises:
        InstructorError: another one runs.
    """
    with writing(folder.hidden):
        folder.hidden.mkdir(exist_ok=True)
        folder.submissions.mkdir(exist_ok=True)
    try:
        with FileLock(folder.hidden / "collect.lock", timeout=0.5):
            yield
    except Timeout:
        raise InstructorError(
            "another ctml collects into this folder right now",
            where=folder.root,
            next_step="wait until it has ended, then type the command again",
        ) from None
