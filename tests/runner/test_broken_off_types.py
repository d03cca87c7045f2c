"""A check that mypy breaks off without saying why is no clean verdict, in neither room."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from mypy.errors import CompileError

from ctml_runner.cohort.grading.checkbatch import BatchChecker, Piece
from ctml_runner.judging.room import Job
from ctml_runner.judging.typecheck import Typechecker

ERROR = json.dumps({"line": 1, "column": 0, "message": "no", "severity": "error"})
NOTE = json.dumps({"line": 1, "column": 0, "message": "see", "severity": "note"})
NO_ERROR: tuple[list[str], ...] = ([], [NOTE], ["mypy: error: Cannot find module"], ["[]"])
FILE = "e_part.py"
TEXT = "x = 1\n# --- checks ---\n"


def told_in_the_watch(error: CompileError) -> list[object]:
    """Return what `Typechecker.work` tells of a module over which mypy breaks off."""

    class Breaks(Typechecker):
        def __init__(self) -> None:
            self._printed = []

        def _check_module(self, source: object) -> None:
            raise error

    facts: list[object] = []
    Breaks().work(Job(FILE, 2, (), 1.0), facts.append)
    return facts


def told_in_a_batch(error: CompileError) -> list[object]:
    """Return what `BatchChecker.check` tells of the same module alone."""

    class Breaks(BatchChecker):
        def __init__(self) -> None:
            self._printed = []

        def _said(self, names: Mapping[int, str]) -> Iterator[tuple[int, Sequence[str]]]:
            raise error

    facts: list[object] = []
    Breaks().check([Piece("e_part", 2, TEXT)], lambda _, fact: facts.append(fact))
    return facts


Room = Callable[[CompileError], list[object]]
ROOMS: tuple[Room, ...] = (told_in_the_watch, told_in_a_batch)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(FILE).write_text(TEXT, encoding="utf-8")


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("messages", NO_ERROR)
def test_without_an_error_among_its_lines_the_process_ends_without_a_verdict(
    room: Room, messages: list[str]
) -> None:
    with pytest.raises(CompileError):
        room(CompileError(messages))


@pytest.mark.parametrize("room", ROOMS)
def test_with_one_its_lines_are_the_verdict(room: Room) -> None:
    assert room(CompileError([NOTE, ERROR]))[-1] == {"mypy": [NOTE, ERROR]}
