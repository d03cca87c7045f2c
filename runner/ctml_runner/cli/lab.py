"""What trains and talks: the core's models at the terminal."""

from pathlib import Path

import click
from click.exceptions import Exit

from ctml_runner.cli.options import json_lines, plain_lines
from ctml_runner.cli.root import app

config = click.argument(
    "config",
    type=click.Path(path_type=Path),
    help="A config, such as configs/bigram.toml.",
)


@app.command()
@config
@click.option("--resume", is_flag=True, help="Go on where a training stopped, to the bit.")
@click.option(
    "--corpus",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Learn from this in place of what the config says.",
)
@json_lines
@plain_lines
def train(config: Path, *, resume: bool, corpus: Path | None, as_json: bool, plain: bool) -> None:
    """Train a small model, and keep what it learned."""
    from ctml_runner.commands import train as command

    raise Exit(command.train(config, corpus=corpus, resume=resume, as_json=as_json, plain=plain))
