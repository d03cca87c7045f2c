"""A group of commands that are listed in the order in which they are met."""

import click
from click.exceptions import Exit

from ctml_runner.errors import INTERRUPTED


class Commands(click.Group):
    """Commands in the order of this file; Ctrl-C ends them without a word."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names as they were declared, which is as a learner meets them."""
        del ctx
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> object:
        """Run what was asked for.

        Raises:
            Exit: with the exit code of Ctrl-C, before click writes an empty line about it.
        """
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise Exit(INTERRUPTED) from None
