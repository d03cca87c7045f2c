"""New types: how one is made, a name and the class that it stands on."""

from ctml_runner.teaching.explain.pattern import Pattern, pattern

PATTERNS: tuple[Pattern, ...] = (
    pattern(
        "misc",
        r"NewType\(\.\.\.\) expects exactly two positional arguments",
        "a new type is made from two things: its name, and the one type that it stands on.",
        'Write both, the name as a text: `NewType("Name", TYPE)`.',
    ),
    pattern(
        "misc",
        r'String argument 1 "(?P<said>[^"]+)" to NewType\(\.\.\.\) does not match variable '
        r'name "(?P<name>[^"]+)"',
        "the new type calls itself {said}, and is kept under the name {name}.",
        "Write the same name twice.",
    ),
    pattern(
        "valid-newtype",
        r'Argument 2 to NewType\(\.\.\.\) must be subclassable \(got "(?P<got>.+)"\)',
        "a new type cannot stand on {got:a}.",
        "It stands on one class, such as `int` or `str`.",
    ),
)
