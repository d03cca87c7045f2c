"""What is seen: the live screen, plain lines, and JSON."""

from collections.abc import Callable
from typing import Protocol

from ctml_runner.teaching.messages import Message


class Screen(Protocol):
    """Shows messages, one after the other."""

    def show(self, message: Message) -> None:
        """Show one message."""

    def lend(self, work: Callable[[], None]) -> bool:
        """Give the whole terminal to `work`, take it back after; return False if that can't be."""
