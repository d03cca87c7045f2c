"""What an instructor types."""

from pathlib import Path

import click
from click.exceptions import Exit

from ctml_runner.cli.commands import Commands
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
