"""Somebody else's words on one line of a terminal: nothing in them moves the cursor."""

LONGEST = 60


def shown(text: str, longest: int = LONGEST) -> str:
    """Return `text` without what a terminal would obey, and no longer than `longest`."""
    words = " ".join(text[: 4 * longest].split())
    line = "".join(char if char.isprintable() else "?" for char in words)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
