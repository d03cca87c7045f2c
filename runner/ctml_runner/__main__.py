"""``python -m ctml_runner`` is ``ctml``."""

from ctml_runner.cli import main

main()
