"""A cohort of hostile submissions, graded for real in one run, and what none of them reaches."""

import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.cohort.grading.hostile.liars import BREAKING, LYING, NO_PAGE
from tests.cohort.grading.hostile.prison_break import PACKAGE, REACHING, READING, part
from tests.cohort.grading.submitted import Submitted, file_of, solved

from ctml_runner.cohort.grading.seed import cohort_seed
from ctml_runner.cohort.results import read_results
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.wall.sandbox import Box

ENV = "CTML_HOSTILE_SECRET"
MARK = "98765"
"""What a process that wants to stay has on its command line."""
GATED = READING | REACHING | PACKAGE
MEANS = {"escape:ctypes", "escape:getattr", "escape:sys.modules"}
"""What attempts use to get out; that it is called an escape stops nothing of it from being run."""
HONEST = ("ada", "grace", "emmy")


@dataclass(frozen=True, slots=True)
class Scene:
    """The cohort, and what stands around it."""

    submitted: Submitted
    outside: Path
    listeners: tuple[socket.socket, ...]
    words: Mapping[str, str]

    def fill(self, body: str) -> str:
        """Return an attempt with the places of this scene in it."""
        for name, text in self.words.items():
            body = body.replace(f"{{{name}}}", text)
        return body


@pytest.fixture(scope="module")
def scene(
    box: Box, warm: Path, curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    root = tmp_path_factory.mktemp("scene")
    outside = root / "outside"
    outside.mkdir()
    outside.chmod(0o777)
    (outside / "secret").write_text("nobody may read this", encoding="utf-8")
    submitted = Submitted.make(root / "class", ["save_me"], warm)
    with ExitStack() as stack:
        listeners = tuple(stack.enter_context(one) for one in _listeners(outside))
        made = Scene(submitted, outside, listeners, _words(submitted, outside, listeners))
        _hand_in(made, curriculum)
        yield made


def _listeners(outside: Path) -> Iterator[socket.socket]:
    yield socket.create_server(("127.0.0.1", 0))
    for address in (str(outside / "socket"), f"\0ctml-hostile-{os.getpid()}"):
        line = socket.socket(socket.AF_UNIX)
        line.bind(address)
        line.listen()
        yield line


def _words(
    submitted: Submitted, outside: Path, listeners: tuple[socket.socket, ...]
) -> dict[str, str]:
    folder = submitted.folder
    cohort_seed(folder)
    folder.results.touch()
    curriculum = Path(__file__).parents[3]
    paths = {
        "secret": outside / "secret",
        "outside": outside,
        "unix": outside / "socket",
        "other": folder.submissions / "ada" / "parts" / "save_me.py",
        "solution": curriculum / "solutions" / "00_first_steps" / "01_save_me.py",
        "seed": folder.hidden / "seed",
        "results": folder.results,
        "cohort": folder.root,
    }
    numbers = {"port": listeners[0].getsockname()[1], "process": os.getpid()}
    return (
        {name: repr(str(path)) for name, path in paths.items()}
        | {name: str(number) for name, number in numbers.items()}
        | {"env": repr(ENV), "abstract": repr(f"ctml-hostile-{os.getpid()}")}
    )


def _hand_in(scene: Scene, curriculum: Curriculum) -> None:
    exercise = curriculum.find("save_me")
    attempts = {name: part(scene.fill(body)) for name, body in GATED.items()}
    for name, text in (attempts | LYING | BREAKING).items():
        scene.submitted.hand_in(name.replace(",", ""), {"save_me": file_of(exercise, text)})
    for name, data in NO_PAGE.items():
        scene.submitted.hand_in(name, {"save_me": data})
    for name in HONEST:
        scene.submitted.hand_in(name, {"save_me": solved(curriculum, exercise, name)})


@pytest.fixture(scope="module")
def ran(scene: Scene) -> "subprocess.CompletedProcess[str]":
    return scene.submitted.grade(**{ENV: "nobody may see this"})


@pytest.fixture(scope="module")
def outcomes(scene: Scene, ran: "subprocess.CompletedProcess[str]") -> dict[str, str]:
    assert ran.returncode == 0, ran.stderr
    newest = read_results(scene.submitted.folder).newest
    return {learner: graded.outcome for (learner, _), graded in newest.items()}


def fingerprint(root: Path) -> dict[str, str]:
    """Return what stands below a folder, with its contents; without what grading writes."""
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".ctml-cohort" not in path.parts and path.name != "results.jsonl"
    }


@pytest.fixture(scope="module")
def before(scene: Scene) -> dict[str, str]:
    return fingerprint(scene.submitted.folder.root)


def test_there_are_at_least_sixty_attacks() -> None:
    assert len(GATED) + len(LYING) + len(BREAKING) + len(NO_PAGE) >= 100


def test_none_passes_and_every_honest_solution_does(
    before: dict[str, str], outcomes: dict[str, str]
) -> None:
    assert {name for name, outcome in outcomes.items() if outcome == "passed"} == set(HONEST)
    assert len(outcomes) == len(GATED) + len(LYING) + len(BREAKING) + len(NO_PAGE) + len(HONEST)


def test_who_tries_to_get_out_fails_at_that_alone(scene: Scene, outcomes: dict[str, str]) -> None:
    for name in GATED:
        graded = scene.submitted.result(name.replace(",", ""), "save_me")
        assert graded.outcome == "escaped", name
        assert {"escape:ctypes"} <= set(graded.codes) <= MEANS, name  # no error of types hides it
        assert not any(mark.passed for mark in graded.tests), name


def test_nobody_was_reached(scene: Scene, outcomes: dict[str, str]) -> None:
    for listener in scene.listeners:
        listener.setblocking(False)
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_nothing_was_written_or_taken_away(
    scene: Scene, before: dict[str, str], outcomes: dict[str, str]
) -> None:
    assert fingerprint(scene.submitted.folder.root) == before
    assert sorted(path.name for path in scene.outside.iterdir()) == ["secret", "socket"]


def test_every_line_of_the_results_is_whole(scene: Scene, outcomes: dict[str, str]) -> None:
    assert read_results(scene.submitted.folder).unread == 0


def test_nothing_outlives_the_run(outcomes: dict[str, str]) -> None:
    left = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if MARK.encode() in line:
            left.append(line)
    assert left == []


def test_escapes_and_what_is_no_page_are_called_by_their_names(outcomes: dict[str, str]) -> None:
    escaped = (
        "a cast", "an ignored line", "an ignored file", "two truths", "text that is run",
        "a field by its name", "a table of all names", "a value out of text",
    )  # fmt: skip
    assert {outcomes[name] for name in escaped} == {"escaped"}
    assert {outcomes[name] for name in NO_PAGE} == {"not_run"}
    assert outcomes["an answer that never comes"] == "timed_out"
    assert outcomes["a bomb for the parser"] == "crashed"


def test_no_text_of_a_submission_or_a_secret_is_in_what_is_printed(
    scene: Scene, ran: "subprocess.CompletedProcess[str]"
) -> None:
    told = ran.stdout + ran.stderr + scene.submitted.folder.results.read_text(encoding="utf-8")
    assert "nobody may" not in told
    assert "xxxx" not in told


ALONE = {
    "a namespace of users", "a namespace of users by clone", "a file system of its own",
    "memory of the machine", "the kernel's log", "passwords", "the superuser's id",
    "the memory of another process", "another learner's file, to delete it",
    "the root of the first process", "the first process's environment",
    "the network by a browser's library", "the trusted side's modules",
    "the checks in memory", "the checks on the stack", "the parent's environment",
    "all command lines", "the whole disk", "the folder of the parent",
}  # fmt: skip
"""Attempts whose coming off hangs on more than on a missing box: on rights, or on a room."""


def test_without_a_box_the_attempts_come_off(scene: Scene, tmp_path: Path) -> None:
    """A gate that never opens would prove nothing."""
    for number, (name, body) in enumerate(GATED.items()):
        if name in ALONE:
            continue
        code = part(scene.fill(body)) + "\n\nprint(count_words('a b'))\n"
        folder = tmp_path / str(number)
        folder.mkdir()
        alone = subprocess.run(
            [sys.executable, "-c", code],
            cwd=folder, env=os.environ | {ENV: "1"}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert alone.stdout == "2\n", (name, alone.stderr)
    (scene.outside / "written").unlink()
