"""What a learner types."""

from pathlib import Path

import click
from click.exceptions import Exit

from ctml_runner.cli.options import exercise, json_lines, plain_lines
from ctml_runner.cli.root import app


@app.command()
@click.argument(
    "folder",
    metavar="[DIR]",
    required=False,
    type=click.Path(path_type=Path),
    help="An empty or new folder. Default: here.",
)
def init(folder: Path | None) -> None:
    """Make a workspace, or put back what is missing from the one you are in."""
    from ctml_runner.commands import make

    make.init(folder)


@app.command()
@json_lines
def update(*, as_json: bool) -> None:
    """Bring the installed course into the workspace, and keep what you wrote."""
    from ctml_runner.commands import update as command

    command.update(as_json=as_json)


@app.command()
@json_lines
@plain_lines
@click.option("--projector", is_flag=True, help="Large and airy, for a room.")
@click.option(
    "--edit-cmd", metavar="TEMPLATE", help="Your editor, such as 'code -g {file}:{line}'."
)
@click.option("--no-editor", is_flag=True, help="Never start an editor.")
def watch(
    *, as_json: bool, plain: bool, projector: bool, edit_cmd: str | None, no_editor: bool
) -> None:
    """Judge every save, explain the verdict, open the next exercise."""
    from ctml_runner.commands import watch as command

    command.watch(
        as_json=as_json,
        plain=plain,
        projector=projector,
        edit_cmd=edit_cmd,
        no_editor=no_editor,
    )


@app.command()
@exercise
@json_lines
@click.option("--raw", is_flag=True, help="Show the tools' own words as well.")
def run(name: str | None, *, as_json: bool, raw: bool) -> None:
    """Judge one exercise, once."""
    from ctml_runner.commands import judge

    raise Exit(judge.run(name, as_json=as_json, raw=raw))


@app.command()
@exercise
@json_lines
def hint(name: str | None, *, as_json: bool) -> None:
    """Show the next hint: a nudge, a pointer, nearly the answer."""
    from ctml_runner.commands import move

    move.show_hint(name, as_json=as_json)


@app.command("list")
@json_lines
@plain_lines
def list_(*, as_json: bool, plain: bool) -> None:
    """List the exercises, and choose one: passed, open, to come."""
    from ctml_runner.commands import list_ as command

    raise Exit(command.show_list(as_json=as_json, plain=plain))


@app.command("next")
def next_() -> None:
    """Show the task of the open exercise."""
    from ctml_runner.commands import move

    move.show_next()


@app.command()
@click.argument("name", help="An exercise: its slug, its file, or 2.3.")
def goto(name: str) -> None:
    """Open an exercise."""
    from ctml_runner.commands import move

    move.goto(name)


@app.command()
@exercise
@json_lines
def challenge(name: str | None, *, as_json: bool) -> None:
    """List the challenges beside the course, or start one."""
    from ctml_runner.commands import challenge as command

    command.challenge(name, as_json=as_json)


@app.command()
@exercise
@click.option("--all", "every", is_flag=True, help="Every exercise.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def reset(name: str | None, *, every: bool, yes: bool) -> None:
    """Put an exercise back to its start; what you wrote is kept."""
    from ctml_runner.commands import putting_back

    raise Exit(putting_back.reset(name, every=every, confirmed=yes))


@app.command()
@exercise
@click.option("--to", "number", metavar="N", type=int, help="A number from: ctml history")
def undo(name: str | None, number: int | None) -> None:
    """Bring back what an exercise's file held before."""
    from ctml_runner.commands import putting_back

    putting_back.undo(name, number)


@app.command()
@exercise
@json_lines
def history(name: str | None, *, as_json: bool) -> None:
    """List everything that an exercise's file has held."""
    from ctml_runner.commands import history as command

    command.history(name, as_json=as_json)


@app.command()
@exercise
@click.option(
    "--reveal", is_flag=True, help="Show it before the pass, and remember that it was shown."
)
def solution(name: str | None, *, reveal: bool) -> None:
    """Show a solution, after the pass."""
    from ctml_runner.commands import solution as command

    command.solution(name, reveal=reveal)


@app.command()
@json_lines
def check(*, as_json: bool) -> None:
    """Judge every exercise, in parallel."""
    from ctml_runner.commands import judge

    raise Exit(judge.check(as_json=as_json))


@app.command()
@json_lines
def status(*, as_json: bool) -> None:
    """Show what has been reached."""
    from ctml_runner.commands import move

    move.show_status(as_json=as_json)


@app.command()
@click.option("--preflight", is_flag=True, help="One line, ready or not, for a room.")
@json_lines
def doctor(*, preflight: bool, as_json: bool) -> None:
    """Look at everything that ctml stands on, and say what would mend it."""
    from ctml_runner.commands import doctor as command

    raise Exit(command.doctor(preflight=preflight, as_json=as_json))


@app.command()
@exercise
@json_lines
@click.option("--no-questions", is_flag=True, help="Write down what is known, and ask nothing.")
def unclear(name: str | None, *, as_json: bool, no_questions: bool) -> None:
    """Say what is unclear; what is known already is filled in."""
    from ctml_runner.commands import unclear as command

    command.unclear(name, questions=not no_questions, as_json=as_json)


@app.command()
@click.option(
    "--to", metavar="DIR", type=click.Path(path_type=Path), help="Where. Default: the workspace."
)
@click.option("--id", "learner", metavar="ID", help="Who you are in your class. Remembered.")
@click.option("--name", metavar="NAME", help="Your name, for people. Remembered.")
def submit(to: Path | None, learner: str | None, name: str | None) -> None:
    """Write your work into one small file, to hand in."""
    from ctml_runner.commands import submit as command

    command.submit(to, learner, name)


@app.command()
@click.argument("chapter", required=False, help="A chapter: 01 or domain_objects.")
def read(chapter: str | None) -> None:
    """Read a chapter's lesson."""
    from ctml_runner.commands import read as command

    command.read(chapter)


@app.command()
@click.argument("name", required=False, help="A demo: ctml demo --list. Default: all of them.")
@json_lines
@click.option("--list", "listed", is_flag=True, help="Only their names.")
def demo(name: str | None, *, as_json: bool, listed: bool) -> None:
    """Walk through the ideas, in words, formulas and numbers."""
    from ctml_runner.commands import demo as command

    if listed:
        command.show_names(as_json=as_json)
    else:
        command.demo(name, as_json=as_json)
