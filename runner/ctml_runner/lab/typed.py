"""What people and programs type: any bytes, read as text without a complaint."""

import io
import sys


def read_leniently() -> None:
    """Let standard input be read whatever is in it; what is no text becomes a sign for that."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


def as_text(typed: str) -> str:
    """Return what was typed as text that can be written anywhere.

    Bytes that are no text come from the command line as half a letter each.
    """
    return typed.encode("utf-8", "replace").decode()
