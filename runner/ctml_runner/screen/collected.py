"""Messages set aside: for a command that answers a program with one of them."""

from collections.abc import Callable

from ctml_runner.teaching.messages import Message


class Collected:
    """A screen that keeps what it is asked to show.

    Attributes:
        messages: what was shown, in order.
    """

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def show(self, message: Message) -> None:
        """Keep one message."""
        self.messages.append(message)

    def lend(self, work: Callable[[], None]) -> bool:  # noqa: ARG002  # what every screen is asked
        """Return False: there is no terminal here."""
        return False
