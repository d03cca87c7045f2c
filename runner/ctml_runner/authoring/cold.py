"""The second opinion: a fresh ``mypy --strict`` on the same composed file."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ctml_runner.course.compose import Composed
from ctml_runner.errors import ToolError
from ctml_runner.judging.typecheck import FLAGS, warm_source
from ctml_runner.judging.verdict import Verdict

_LIBRARIES = "ctml_cold"
_NOT_OURS = ("MYPY", "PYTHON")


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One error as mypy told it; lines and columns count from 1."""

    line: int
    column: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message} [{self.code}]"


class _Line(msgspec.Struct, frozen=True):
    line: int
    column: int
    message: str
    severity: str
    code: str | None = None


class Cold:
    """Runs mypy's own command, a new process each time.

    The libraries may come from a cache, which holds none of the learner's modules.

    Args:
        folder: where composed files are written.
        cache: mypy's cache, kept from one run to the next; the judge never uses it.
    """

    def __init__(self, folder: Path, cache: Path) -> None:
        self._folder = folder
        self._cache = cache

    def warm(self) -> None:
        """Fill the cache of the libraries, before several processes want it at once."""
        source = self._folder / f"{_LIBRARIES}.py"
        source.write_text(warm_source(), encoding="utf-8")
        self._run(_LIBRARIES)

    def check(self, composed: Composed) -> tuple[Said, ...]:
        """Return what mypy says of a composed file, refusals included.

        Raises:
            ToolError: mypy gave no answer.
        """
        module = composed.exercise.module
        (self._folder / f"{module}.py").write_text(composed.text, encoding="utf-8", newline="\n")
        return tuple(sorted(self._run(module)))

    def _run(self, module: str) -> Iterator[Said]:
        command = [sys.executable, "-P", "-m", "mypy", *FLAGS, f"--cache-dir={self._cache}"]
        storage = "--no-sqlite-cache"  # plain files, so that one module can be taken out
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_OURS)}
        self._forget(module)
        ran = subprocess.run(
            [*command, storage, f"{module}.py"],
            cwd=self._folder, env=kept, capture_output=True, text=True, check=False,
        )  # fmt: skip
        self._forget(module)
        if ran.returncode not in {0, 1} and not ran.stdout.startswith("{"):
            said = (ran.stderr or ran.stdout).strip().splitlines()
            raise ToolError(f"mypy gave no answer: {said[-1] if said else ran.returncode}")
        for text in ran.stdout.splitlines():
            line = msgspec.json.decode(text, type=_Line)
            if line.severity == "error":
                yield Said(line.line, max(line.column, 0) + 1, line.code or "misc", line.message)

    def _forget(self, module: str) -> None:
        for file in self._cache.glob(f"*/{module}.*"):
            file.unlink(missing_ok=True)


@contextlib.contextmanager
def open_cold(hidden: Path) -> Iterator[Cold]:
    """Make the second opinion's folders below ``.ctml``; remove the composed files afterwards."""
    hidden.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="cold-", dir=hidden))
    try:
        yield Cold(folder.resolve(), (hidden / "cold").resolve())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def differences(composed: Composed, verdict: Verdict, cold: tuple[Said, ...]) -> tuple[str, ...]:
    """Return in what a verdict's types differ from the second opinion, error for error."""
    refusals = {composed.marker_line + one.offset: one.code for one in composed.checks.refusals}
    lines = {one.line for one in cold}
    expected = tuple(one for one in cold if refusals.get(one.line) != one.code)
    missing = {line for line in refusals if line not in lines}
    found = tuple(
        sorted(
            Said(one.span.line, one.span.column, one.code, one.raw) for one in verdict.type_errors
        )
    )
    return (
        *(f"only the judge says {one}" for one in found if one not in expected),
        *(f"only mypy says {one}" for one in expected if one not in found),
        *_counts(found, expected),
        *(
            f"line {line}: the refusal is missing for {who} alone"
            for who, ones in _apart({one.line for one in verdict.refusals_missing}, missing)
            for line in sorted(ones)
        ),
    )


def _apart(judge: set[int], mypy: set[int]) -> tuple[tuple[str, set[int]], ...]:
    return (("the judge", judge - mypy), ("mypy", mypy - judge))


def _counts(found: tuple[Said, ...], expected: tuple[Said, ...]) -> tuple[str, ...]:
    if set(found) == set(expected) and len(found) != len(expected):
        return (f"the judge tells {len(found)} errors and mypy {len(expected)}",)
    return ()
