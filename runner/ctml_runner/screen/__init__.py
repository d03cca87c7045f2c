"""What is seen: plain lines and JSON."""

from typing import Protocol

from ctml_runner.teaching.messages import Message


class Screen(Protocol):
    """Shows messages, one after the other."""

    def show(self, message: Message) -> None:
        """Show one message."""
