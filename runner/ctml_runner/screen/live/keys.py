"""The keys: what the line at the foot names, and what each does."""

from dataclasses import dataclass

from rich.text import Text

from ctml_runner.teaching.events import Key


@dataclass(frozen=True, slots=True)
class Named:
    """A key by its name.

    Attributes:
        key: the key.
        long: what it does, where there is room.
        short: the same where there is little.
        told: what it does in a sentence.
    """

    key: Key
    long: str
    short: str
    told: str


NAMED = (
    Named(Key.NEXT, "next", "next", "what comes next: the open exercise and its task"),
    Named(Key.RUN, "run again", "run", "judge the open exercise again"),
    Named(Key.HINT, "hint", "hint", "the next hint"),
    Named(Key.LIST, "list", "list", "the list of exercises, to go to any of them"),
    Named(Key.CHECK, "check all", "check", "judge every exercise"),
    Named(Key.EDIT, "open in editor", "edit", "open the file in your editor, where it fails"),
    Named(Key.RAW, "raw", "raw", "the tools' own words about the last verdict"),
    Named(Key.RESET, "reset", "reset", "put the file back to its start (it asks first)"),
    Named(Key.UNDO, "undo", "undo", "bring back what the file was before that"),
    Named(Key.SOLUTION, "solution", "solution", "a solution; before the pass it asks first"),
    Named(Key.HELP, "help", "help", "these keys"),
    Named(Key.QUIT, "quit", "quit", "end; what you reached is kept"),
)
"""All keys, in the order in which they are shown."""

_KEPT = (
    Key.QUIT, Key.HELP, Key.NEXT, Key.HINT, Key.LIST, Key.RUN, Key.EDIT, Key.CHECK, Key.SOLUTION,
    Key.RESET, Key.UNDO, Key.RAW,
)  # fmt: skip
"""Which keys the foot names first where there isn't room for all; help tells the rest."""

KEYS_TOLD = (
    *(Text(f"  {named.key.value:<6}", "bold").append(named.told, "not bold") for named in NAMED),
    Text(),
    Text("  ↑ ↓ PgUp PgDn and space scroll; Esc puts away what was asked for.", "dim"),
    Text("  Saving an exercise's file judges it. Select and copy with the mouse as usual.", "dim"),
)
"""Every key and what it does, a line each."""


def foot(width: int) -> Text:
    """Return the line of keys: long names if all fit, else short ones, else the most needed."""
    gaps = ((NAMED, True, 2), (NAMED, False, 2), (NAMED, False, 1))
    for named, long, gap in gaps:
        line = _line(named, gap, long=long)
        if line.cell_len <= width:
            return line
    return _most(width)


def _most(width: int) -> Text:
    best = Text()
    for count in range(1, len(_KEPT)):
        kept = tuple(named for named in NAMED if named.key in _KEPT[:count])
        line = _line(kept, 2, long=False)
        if line.cell_len > width:
            break
        best = line
    return best


def _line(keys: tuple[Named, ...], gap: int, *, long: bool) -> Text:
    pieces = (
        Text(named.key.value, "bold cyan").append(
            f" {named.long if long else named.short}", "not bold default"
        )
        for named in keys
    )
    return Text(" " * gap).join(pieces)
