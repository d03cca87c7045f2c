"""What runs in a box: ``python -P -m ctml_runner.wall.sandbox enter …``, or ``probe …``."""

import sys

from ctml_runner.wall.sandbox import enter, probe


def main() -> None:
    """Be the door, or the probe that tries to get out."""
    word, *arguments = sys.argv[1:]
    if word == "enter":
        enter.main(arguments)
    else:
        probe.main(arguments)


main()
