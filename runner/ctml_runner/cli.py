"""The command line: a table of contents. Each command lives in ``commands/``."""

from pathlib import Path
from typing import Annotated

import typer

from ctml_runner.errors import WRONG_USE

app = typer.Typer(
    name="ctml",
    help="Learn how language models work: mypy and pytest judge every save, and ctml explains.",
    epilog="Exit codes: 0 fine, 1 the check failed, 2 wrong use, 130 interrupted.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
dev = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(dev, name="dev")
Name = Annotated[
    str | None,
    typer.Argument(
        help="An exercise: its slug, its file, or 2.3 as the list says. Default: the open one."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]
Plain = Annotated[bool, typer.Option("--plain", help="Only lines; nothing is redrawn.")]


@app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Without a command, ctml watches."""
    if context.invoked_subcommand is None:
        watch()


@app.command()
def init(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="An empty or new folder. Default: here.")
    ] = None,
) -> None:
    """Make a workspace, or put back what is missing from the one you are in."""
    from ctml_runner.commands import make

    make.init(folder)


@app.command()
def update(as_json: Json = False) -> None:
    """Bring the installed course into the workspace, and keep what you wrote."""
    from ctml_runner.commands import update as command

    command.update(as_json=as_json)


@app.command()
def watch(
    as_json: Json = False,
    plain: Plain = False,
    projector: Annotated[
        bool, typer.Option("--projector", help="Large and airy, for a room.")
    ] = False,
    edit_cmd: Annotated[
        str | None,
        typer.Option(metavar="TEMPLATE", help="Your editor, such as 'code -g {file}:{line}'."),
    ] = None,
    no_editor: Annotated[bool, typer.Option("--no-editor", help="Never start an editor.")] = False,
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
def run(
    name: Name = None,
    as_json: Json = False,
    raw: Annotated[bool, typer.Option("--raw", help="Show the tools' own words as well.")] = False,
) -> None:
    """Judge one exercise, once."""
    from ctml_runner.commands import judge

    raise typer.Exit(judge.run(name, as_json=as_json, raw=raw))


@app.command()
def hint(name: Name = None, as_json: Json = False) -> None:
    """Show the next hint: a nudge, a pointer, nearly the answer."""
    from ctml_runner.commands import move

    move.show_hint(name, as_json=as_json)


@app.command("list")
def list_(as_json: Json = False, plain: Plain = False) -> None:
    """List the exercises, and choose one: passed, open, to come."""
    from ctml_runner.commands import list_ as command

    raise typer.Exit(command.show_list(as_json=as_json, plain=plain))


@app.command("next")
def next_() -> None:
    """Show the task of the open exercise."""
    from ctml_runner.commands import move

    move.show_next()


@app.command()
def goto(
    name: Annotated[str, typer.Argument(help="An exercise: its slug, its file, or 2.3.")],
) -> None:
    """Open an exercise."""
    from ctml_runner.commands import move

    move.goto(name)


@app.command()
def challenge(name: Name = None, as_json: Json = False) -> None:
    """List the challenges beside the course, or start one."""
    from ctml_runner.commands import challenge as command

    command.challenge(name, as_json=as_json)


@app.command()
def reset(
    name: Name = None,
    every: Annotated[bool, typer.Option("--all", help="Every exercise.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Put an exercise back to its start; what you wrote is kept."""
    from ctml_runner.commands import putting_back

    raise typer.Exit(putting_back.reset(name, every=every, confirmed=yes))


@app.command()
def undo(
    name: Name = None,
    number: Annotated[
        int | None, typer.Option("--to", metavar="N", help="A number from: ctml history")
    ] = None,
) -> None:
    """Bring back what an exercise's file held before."""
    from ctml_runner.commands import putting_back

    putting_back.undo(name, number)


@app.command()
def history(name: Name = None, as_json: Json = False) -> None:
    """List everything that an exercise's file has held."""
    from ctml_runner.commands import history as command

    command.history(name, as_json=as_json)


@app.command()
def solution(
    name: Name = None,
    reveal: Annotated[
        bool, typer.Option("--reveal", help="Before the pass; the journal remembers it.")
    ] = False,
) -> None:
    """Show a solution, after the pass."""
    from ctml_runner.commands import solution as command

    command.solution(name, reveal=reveal)


@app.command()
def check(as_json: Json = False) -> None:
    """Judge every exercise, in parallel."""
    from ctml_runner.commands import judge

    raise typer.Exit(judge.check(as_json=as_json))


@app.command()
def status(as_json: Json = False) -> None:
    """Show what has been reached."""
    from ctml_runner.commands import move

    move.show_status(as_json=as_json)


@app.command()
def doctor(
    preflight: Annotated[
        bool, typer.Option("--preflight", help="One line, ready or not, for a room.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Look at everything that ctml stands on, and say what would mend it."""
    from ctml_runner.commands import doctor as command

    raise typer.Exit(command.doctor(preflight=preflight, as_json=as_json))


@app.command()
def unclear(
    name: Name = None,
    as_json: Json = False,
    no_questions: Annotated[
        bool, typer.Option("--no-questions", help="Write down what is known, and ask nothing.")
    ] = False,
) -> None:
    """Say what is unclear; what is known already is filled in."""
    from ctml_runner.commands import unclear as command

    command.unclear(name, questions=not no_questions, as_json=as_json)


@app.command()
def read(
    chapter: Annotated[str | None, typer.Argument(help="A chapter: 01 or domain_objects.")] = None,
) -> None:
    """Read a chapter's lesson."""
    from ctml_runner.commands import read as command

    command.read(chapter)


@dev.callback(invoke_without_command=True)
def dev_start(context: typer.Context) -> None:
    """For authors: make an exercise, prove the course."""
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(WRONG_USE)


@dev.command("new")
def dev_new(
    chapter: Annotated[str, typer.Argument(help="A chapter, a track, or a new chapter: NN_name.")],
    slug: Annotated[str, typer.Argument(help="What it will be called: token_id.")],
) -> None:
    """Make an exercise, its solution and two misconceptions, to be filled in."""
    from ctml_runner.commands import dev as command

    command.new(chapter, slug)


@dev.command("check")
def dev_check(
    as_json: Json = False,
    record: Annotated[
        bool, typer.Option("--record", help="If all is well, write solutions/fingerprints.json.")
    ] = False,
) -> None:
    """Prove everything that the course promises of its exercises."""
    from ctml_runner.commands import dev as command

    raise typer.Exit(command.check(as_json=as_json, record=record))
