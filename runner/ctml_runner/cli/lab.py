"""What trains and talks: the core's models at the terminal."""

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypedDict, Unpack

import click
from click.exceptions import Exit

from ctml_runner.cli.options import json_lines, plain_lines
from ctml_runner.cli.root import app
from ctml_runner.lab.threads import one_thread

P = ParamSpec("P")

config = click.argument(
    "config",
    type=click.Path(path_type=Path),
    help="A config, such as configs/bigram.toml.",
)


class TrainOptions(TypedDict):
    """What ``ctml train`` is told beside its config."""

    resume: bool
    corpus: Path | None
    plot: str | None
    as_json: bool
    plain: bool


@app.command()
@config
@click.option("--resume", is_flag=True, help="Go on where a training stopped, to the bit.")
@click.option(
    "--corpus",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Learn from this in place of what the config says.",
)
@click.option(
    "--plot", metavar="FILE", help="Draw the loss: a .png or .svg, or - for the terminal."
)
@click.option("--sweep", is_flag=True, help="Train at three sizes, and compare them.")
@json_lines
@plain_lines
def train(config: Path, *, sweep: bool, **options: Unpack[TrainOptions]) -> None:
    """Train a small model, and keep what it learned."""
    one_thread()
    from ctml_runner.commands import train as command

    if sweep and options["resume"]:
        raise click.UsageError("--sweep begins three trainings anew; it can't be resumed")
    wanted = command.Wanted(**options)
    raise Exit(command.sweep(config, wanted) if sweep else command.train(config, wanted))


def _sampling(command: Callable[P, None]) -> Callable[P, None]:
    """Add the options that stand in for the keys of [sampling]."""
    for option in (
        click.option("--max-tokens", type=int, metavar="N", help="How many tokens it writes."),
        click.option("--seed", type=int, metavar="N", help="Where chance begins."),
        click.option(
            "--repetition-penalty", type=float, metavar="P", help="Above 1: less of what was there."
        ),
        click.option("--top-p", type=float, metavar="P", help="The likeliest that make up P."),
        click.option("--top-k", type=int, metavar="K", help="The K likeliest; 0: any number."),
        click.option("--temperature", type=float, metavar="T", help="0: always the likeliest."),
    ):
        command = option(command)
    return command


@app.command()
@config
@click.option("--prompt", default="", help="What the text begins with; - reads standard input.")
@_sampling
@json_lines
def generate(config: Path, *, prompt: str, as_json: bool, **options: float | None) -> None:
    """Let a trained model go on with a text."""
    one_thread()
    from ctml_runner.commands import generate as command

    command.generate(config, prompt, options, as_json=as_json)


@app.command()
@config
@plain_lines
def chat(config: Path, *, plain: bool) -> None:
    """Talk with a trained model, and see what it chooses from."""
    one_thread()
    from ctml_runner.commands import chat as command

    raise Exit(command.chat(config, plain=plain))
