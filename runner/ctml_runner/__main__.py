"""The way in, and every way out: the one place where errors are caught and exit codes chosen."""

import errno
import io
import os
import sys
from pathlib import Path

from ctml_runner.errors import (
    FAILED,
    FINE,
    INTERRUPTED,
    WRONG_USE,
    CtmlError,
    InstructorError,
    LearnerError,
)


def main() -> None:
    """Run the command line and end with its exit code."""
    _open_standard_streams()
    _spell_out_what_cannot_be_shown()
    sys.exit(_run())


def _open_standard_streams() -> None:
    """Put the null device where a standard stream was closed, before other files get its number."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)  # gets the lowest free number: this one
            os.set_inheritable(opened, True)  # noqa: FBT003  # the function's own way
    nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # for the whole run
    sys.stdin = sys.stdin or Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
    sys.stdout = sys.stdout or nowhere
    sys.stderr = sys.stderr or nowhere


def _spell_out_what_cannot_be_shown() -> None:
    """Write a letter that a stream's encoding lacks as its number; it is no reason to fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _command() -> int:
    """Run the command that was typed; what it imports can be interrupted too."""
    from click.exceptions import Abort, ClickException, UsageError  # noqa: PLC0415

    from ctml_runner.cli import app  # noqa: PLC0415

    try:
        code = app(prog_name="ctml", standalone_mode=False)
    except ClickException as error:
        named = error.ctx if isinstance(error, UsageError) else None
        command = named.command_path if named else "ctml"
        print(f"ctml: {error.format_message()}\n  next:  {command} --help", file=sys.stderr)
        return WRONG_USE
    except Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else FINE


def _run() -> int:
    try:
        code = _command()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except CtmlError as error:
        print(f"ctml: {error}", file=sys.stderr)
        return WRONG_USE if isinstance(error, LearnerError | InstructorError) else FAILED
    except BrokenPipeError:  # whoever read our lines has gone
        _print_nowhere()
        return FAILED
    except OSError as error:
        if error.errno != errno.ENOSPC:
            return _own_fault(error)
        _print_nowhere()
        print(
            "ctml: the disk is full\n  next:  make room, and type the command again",
            file=sys.stderr,
        )
        return FAILED
    except Exception as error:  # noqa: BLE001  # the last resort: no traceback reaches a user
        return _own_fault(error)
    return code


def _print_nowhere() -> None:
    """Keep the interpreter from complaining of unwritten lines on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _own_fault(error: Exception) -> int:
    import tempfile  # noqa: PLC0415  # what is seldom needed isn't loaded: every import can be
    import traceback  # noqa: PLC0415  # interrupted, and here nobody answers Ctrl-C yet

    with tempfile.NamedTemporaryFile("w", prefix="ctml-", suffix=".txt", delete=False) as report:
        traceback.print_exc(file=report)
    print(
        f"ctml: this is a mistake in ctml, not yours: {type(error).__name__}: {error}\n"
        f"  where: {report.name} (the details)\n"
        "  next:  run the command again; if it comes back, report it with that file",
        file=sys.stderr,
    )
    return FAILED


if __name__ == "__main__":
    main()
