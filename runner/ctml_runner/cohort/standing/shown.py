"""Somebody else's words on one line of a terminal: nothing in them moves the cursor."""

import shlex

LONGEST = 60


def shown(text: str, longest: int = LONGEST) -> str:
    """Return `text` without what a terminal would obey, and no longer than `longest`."""
    words = " ".join(text[: 4 * longest].split())
    line = "".join(char if char.isprintable() else "?" for char in words)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def quoted(text: str) -> str:
    r"""Return `text` as one word that a shell takes, without what a terminal would obey.

    What can't be printed is written as bash and zsh read it: ``$'a\x1bb'``.
    """
    if text.isprintable():
        return shlex.quote(text)
    raw = text.encode("utf-8", "surrogateescape")
    told = (
        chr(byte) if 31 < byte < 127 and byte not in b"\\'" else f"\\x{byte:02x}" for byte in raw
    )
    return f"$'{''.join(told)}'"
