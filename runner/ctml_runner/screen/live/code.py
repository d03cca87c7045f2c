"""Code in colours."""

from rich.syntax import Syntax
from rich.text import Text

from ctml_runner.screen.live.look import Look
from ctml_runner.settings import Theme


def coloured(code: str, look: Look) -> list[Text]:
    """Return the lines of a Python text, coloured with the sixteen colours that themes know."""
    theme = "ansi_light" if look.theme is Theme.LIGHT else "ansi_dark"
    text = Syntax("", "python", theme=theme).highlight(code.strip("\n"))
    text.rstrip()
    return list(text.split("\n"))
