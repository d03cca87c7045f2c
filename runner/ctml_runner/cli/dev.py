"""What an author types."""

import click
from click.exceptions import Exit

from ctml_runner.cli.commands import Commands
from ctml_runner.cli.options import json_lines
from ctml_runner.cli.root import app
from ctml_runner.errors import WRONG_USE


@app.group(cls=Commands, invoke_without_command=True)
@click.pass_context
def dev(context: click.Context) -> None:
    """For authors: make an exercise, prove the course."""
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise Exit(WRONG_USE)


@dev.command("new")
@click.argument("chapter", help="A chapter, a track, or a new chapter: NN_name.")
@click.argument("slug", help="What it will be called: token_id.")
def dev_new(chapter: str, slug: str) -> None:
    """Make an exercise, its solution and two misconceptions, to be filled in."""
    from ctml_runner.commands import dev as command

    command.new(chapter, slug)


@dev.command("check")
@json_lines
@click.option("--record", is_flag=True, help="If all is well, write solutions/fingerprints.json.")
def dev_check(*, as_json: bool, record: bool) -> None:
    """Prove everything that the course promises of its exercises."""
    from ctml_runner.commands import dev as command

    raise Exit(command.check(as_json=as_json, record=record))
