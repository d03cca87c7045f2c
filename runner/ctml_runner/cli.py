"""The command line: a table of contents. Each command lives in ``commands/``."""

import errno
import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import Abort, Exit, TyperException

from ctml_runner.errors import CtmlError, LearnerError

FINE, FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: all is well; the check failed; the command was wrong; Ctrl-C."""

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
    str | None, typer.Argument(help="An exercise: its slug or its file. Default: the open one.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]


@app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Without a command, ctml watches."""
    if context.invoked_subcommand is None:
        watch(as_json=False)


@app.command()
def init(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="An empty or new folder.")
    ] = Path(),
) -> None:
    """Make a workspace: exercises, an editor's settings, and a warm type checker."""
    from ctml_runner.commands import make

    make.init(folder)


@app.command()
def watch(as_json: Json = False) -> None:
    """Judge every save, explain the verdict, open the next exercise."""
    from ctml_runner.commands import watch as command

    command.watch(as_json=as_json)


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
def list_(as_json: Json = False) -> None:
    """List the exercises: passed, open, to come."""
    from ctml_runner.commands import move

    move.show_list(as_json=as_json)


@app.command("next")
def next_() -> None:
    """Show the task of the open exercise."""
    from ctml_runner.commands import move

    move.show_next()


@app.command()
def goto(name: Annotated[str, typer.Argument(help="An exercise: its slug or its file.")]) -> None:
    """Open an exercise."""
    from ctml_runner.commands import move

    move.goto(name)


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


def main() -> None:
    """Run the command line; the one place where errors are caught."""
    _open_standard_streams()
    sys.exit(_run())


def _open_standard_streams() -> None:
    """Put the null device where a standard stream was closed, before other files get its number."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)  # gets the lowest free number: this one
            os.set_inheritable(opened, True)  # noqa: FBT003  # the function's own way
    nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # for the whole run
    sys.stdout = sys.stdout or nowhere
    sys.stderr = sys.stderr or nowhere


def _run() -> int:
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except Exit as exit_:
        return exit_.exit_code
    except TyperException as error:
        print(f"ctml: {error.format_message()}\n  next:  ctml --help", file=sys.stderr)
        return WRONG_USE
    except (KeyboardInterrupt, Abort):
        return INTERRUPTED
    except CtmlError as error:
        print(f"ctml: {error}", file=sys.stderr)
        return WRONG_USE if isinstance(error, LearnerError) else FAILED
    except BrokenPipeError:  # whoever read our lines has gone
        _print_nowhere()
        return FAILED
    except OSError as error:
        if error.errno != errno.ENOSPC:
            return _own_fault(error)
        _print_nowhere()
        print(
            "ctml: the disk is full\n  next:  make room, and type the command again",
            file=sys.stderr,
        )
        return FAILED
    except Exception as error:  # noqa: BLE001  # the last resort: no traceback reaches a user
        return _own_fault(error)
    return code if isinstance(code, int) else FINE


def _print_nowhere() -> None:
    """Keep the interpreter from complaining of unwritten lines on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _own_fault(error: Exception) -> int:
    with tempfile.NamedTemporaryFile("w", prefix="ctml-", suffix=".txt", delete=False) as report:
        traceback.print_exc(file=report)
    print(
        f"ctml: this is a mistake in ctml, not yours: {type(error).__name__}: {error}\n"
        f"  where: {report.name} (the details)\n"
        "  next:  run the command again; if it comes back, report it with that file",
        file=sys.stderr,
    )
    return FAILED
