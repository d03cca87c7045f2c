"""What an instructor types."""

from pathlib import Path

import click
from click.exceptions import Exit

from ctml_runner.cli.commands import Commands
from ctml_runner.cli.options import json_lines, plain_lines
from ctml_runner.cli.root import app
from ctml_runner.errors import WRONG_USE

in_cohort = click.option(
    "--in",
    "place",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The cohort's folder. Default: the one you are in.",
)


@app.group(cls=Commands, invoke_without_command=True)
@click.pass_context
def cohort(context: click.Context) -> None:
    """For instructors: hand out, collect, grade, see who is stuck."""
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise Exit(WRONG_USE)


@cohort.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path), help="A new folder.")
@click.option(
    "--exercises",
    metavar="NAMES",
    help="Exercises, chapters or tracks, with commas: 00,token_id. Default: the whole course.",
)
@click.option("--due", metavar="TIME", help="Such as '2026-12-15 23:59'. Default: never.")
@click.option(
    "--workshop", is_flag=True, help="An hour in a room: six exercises, and pages to lead it by."
)
def new(folder: Path, exercises: str | None, due: str | None, *, workshop: bool) -> None:
    """Make the folder of a class: a plan and a roster."""
    from ctml_runner.commands.cohort import new as command

    command.new(folder, exercises, due, workshop=workshop)


@cohort.command()
@in_cohort
@click.option("--update", "newer", is_flag=True, help="Bring one that is there up to date.")
def handout(place: Path, *, newer: bool) -> None:
    """Make what learners get: a workspace, and the same in one file."""
    from ctml_runner.commands.cohort import handout as command

    command.handout(place, newer=newer)


@cohort.command()
@click.argument(
    "sources",
    metavar="SOURCE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    help="Folders, zips, repositories of git: of one learner, or of many; or an exercise's file.",
)
@in_cohort
@json_lines
@click.option("--as", "learner", metavar="ID", help="Whose it is, whatever it says of itself.")
@click.option("--came", metavar="TIME", help="When it came. Default: as its files tell.")
@click.option("--believe", is_flag=True, help="Believe submissions about when they were sent.")
@click.option("--newest", is_flag=True, help="Of a repository, the newest state, late or not.")
def collect(  # noqa: PLR0913  # one for each option
    sources: tuple[Path, ...],
    place: Path,
    learner: str | None,
    came: str | None,
    *,
    believe: bool,
    newest: bool,
    as_json: bool,
) -> None:
    """Gather what came back, in whatever form it came."""
    from ctml_runner.commands.cohort import collect as command

    asked = command.Asked(learner, came, believe, newest, as_json)
    raise Exit(command.collect(place, sources, asked))


@cohort.command()
@in_cohort
@json_lines
@click.option("-j", "--jobs", metavar="N", type=click.IntRange(1, 256), help="Graders at once.")
@click.option(
    "--only",
    metavar="NAME",
    multiple=True,
    help="A learner or an exercise; may be given several times.",
)
@click.option("--again", is_flag=True, help="Grade what has not changed, too.")
@click.option("--shard", metavar="I/N", default="", help="One machine's part of the class.")
@click.option("--dask", metavar="ADDRESS", default="", help="Grade on a Dask cluster.")
@click.option(
    "--allow-level",
    metavar="N",
    type=click.IntRange(0, 3),
    help="The weakest sandbox, instead of the plan's: 3 disposable machine, 2 bubblewrap, "
    "1 Landlock, 0 limits alone.",
)
@click.option("--disposable", is_flag=True, help="This machine is thrown away afterwards.")
def grade(  # noqa: PLR0913, PLR0917  # one for each option
    place: Path,
    jobs: int | None,
    only: tuple[str, ...],
    shard: str,
    dask: str,
    allow_level: int | None,
    *,
    again: bool,
    disposable: bool,
    as_json: bool,
) -> None:
    """Judge what was collected, in a sandbox; go on where it stopped."""
    from ctml_runner.commands.cohort import grade as command

    asked = command.Asked(only, again, jobs, shard, dask, allow_level, disposable, as_json)
    raise Exit(command.grade(place, asked))


@cohort.command()
@click.argument("learner", help="An id, a login, an email or a name of the roster.")
@click.argument("exercise", help="An exercise: its slug, or 2.3.")
@click.argument("points", help="A number; or: graded, which takes a mark back.")
@click.option("--why", required=True, metavar="TEXT", help="Why; the learner reads it.")
@in_cohort
def mark(learner: str, exercise: str, points: str, why: str, place: Path) -> None:
    """Give a mark by hand, which holds whatever was graded."""
    from ctml_runner.commands.cohort import mark as command

    command.mark(place, learner, exercise, points, why)


@cohort.command()
@in_cohort
@json_lines
@plain_lines
@click.option("--all", "every", is_flag=True, help="A row for each learner, however many.")
@click.option(
    "--watch",
    "shared",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Show who is stuck now, from the journals below a shared folder.",
)
def status(place: Path, shared: Path | None, *, every: bool, as_json: bool, plain: bool) -> None:
    """Show where everybody stands, what is met most, and who is stuck."""
    if shared is not None:
        from ctml_runner.commands.cohort import watching

        raise Exit(watching.watch(shared, place, as_json=as_json, plain=plain))
    from ctml_runner.commands.cohort import status as command

    command.status(place, every=every, as_json=as_json, plain=plain)


@cohort.command()
@in_cohort
def report(place: Path) -> None:
    """Write the whole class on one page, in one file."""
    from ctml_runner.commands.cohort import report as command

    command.report(place)


@cohort.command()
@in_cohort
def feedback(place: Path) -> None:
    """Write a page for each learner, about their own work alone."""
    from ctml_runner.commands.cohort import feedback as command

    command.feedback(place)


@cohort.command()
@in_cohort
@json_lines
def similar(place: Path, *, as_json: bool) -> None:
    """Show how alike the files are: a distribution, never a verdict."""
    from ctml_runner.commands.cohort import similar as command

    command.similar(place, as_json=as_json)


@cohort.command()
@in_cohort
@click.option(
    "--format",
    "form",
    required=True,
    type=click.Choice(
        ["gradescope", "canvas", "classroom50", "junit", "moodle", "exercism", "csv"]
    ),
    help="Who will read it.",
)
@click.option("--anon", "anonymous", is_flag=True, help="Pseudonyms in place of names.")
@click.option(
    "--canvas",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="For canvas: the gradebook as you exported it from there.",
)
@click.option("--classroom", default="", help="For classroom50: what it calls the class.")
@click.option("--assignment", default="", help="For classroom50: what it calls this work.")
def export(  # noqa: PLR0913  # options, each by its name
    *, place: Path, form: str, anonymous: bool, canvas: Path | None, classroom: str, assignment: str
) -> None:
    """Write the marks in the form of another system."""
    from ctml_runner.commands.cohort import export as command

    command.export(place, command.Wish(form, anonymous, canvas, classroom, assignment))


@cohort.command()
@in_cohort
def workshop(place: Path) -> None:
    """Write the pages of a workshop anew, after its plan was changed."""
    from ctml_runner.commands.cohort import workshop as command

    command.workshop(place)


@cohort.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path), help="A new folder.")
@in_cohort
@click.option(
    "--python",
    "pythons",
    metavar="3.N",
    multiple=True,
    help="For another Python too; may be given several times.",
)
@click.option(
    "--platform",
    "systems",
    multiple=True,
    type=click.Choice(["linux", "linux-arm", "macos", "macos-intel", "windows"]),
    help="For other machines too; may be given several times. Default: machines like this one.",
)
@click.option("--no-proof", is_flag=True, help="Do not install from it on trial.")
def wheelhouse(
    folder: Path, place: Path, pythons: tuple[str, ...], systems: tuple[str, ...], *, no_proof: bool
) -> None:
    """Make a folder from which ctml is installed without a network."""
    from ctml_runner.commands.cohort import wheelhouse as command

    command.wheelhouse(folder, place, pythons, systems, proof=not no_proof)
