"""`ctml` itself: without a command, it watches."""

import click

from ctml_runner.cli.commands import Commands


@click.group(
    cls=Commands,
    invoke_without_command=True,
    help="Learn how language models work: mypy and pytest judge every save, and ctml explains.",
    epilog="Exit codes: 0 fine, 1 the check failed, 2 wrong use, 130 interrupted.",
)
@click.pass_context
def app(context: click.Context) -> None:
    """Without a command, ctml watches."""
    if context.invoked_subcommand is None:
        context.invoke(app.commands["watch"])
