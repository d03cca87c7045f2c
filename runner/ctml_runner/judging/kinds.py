"""The two kinds of work that a warm process can do."""

from collections.abc import Mapping

from ctml_runner.judging.room import Work


def prepare(kind: str, options: Mapping[str, str]) -> Work:
    """Import and load what `kind` (``types`` or ``tests``) needs, once; return its work."""
    match kind:
        case "types":
            from ctml_runner.judging.typecheck import Typechecker  # noqa: PLC0415  # seconds of imports

            return Typechecker(options["cache"], options["build"]).work
        case "tests":
            from ctml_runner.judging.testrun import Testrunner  # noqa: PLC0415  # likewise

            return Testrunner(options["build"]).work
        case _:
            raise ValueError(kind)
