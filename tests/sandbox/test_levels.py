"""Levels are proven by trying: each holds what it promises, and a box that doesn't is found out."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from tests.sandbox.boxes import box_of

from ctml_runner.wall.sandbox import Box, Level, best, bubblewrap, proving
from ctml_runner.wall.sandbox.proving import OUTLIVED, Proof, prove

REAL = [Level.LANDLOCK, Level.BUBBLEWRAP]


@pytest.fixture(autouse=True)
def _anew() -> None:
    """Let each test try for itself what is tried once in a process."""
    prove.cache_clear()


@pytest.mark.parametrize("level", REAL)
def test_nothing_that_a_level_forbids_comes_off(level: Level) -> None:
    assert prove(level) == Proof(level, held=True, why="", inner=box_of(level).inner)


def test_the_best_level_is_the_highest_that_is_held() -> None:
    held = [level for level in Level if prove(level).held]
    assert best() == (Box(held[-1], held[-1]) if held else None)


def test_a_box_without_its_bars_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    box_of(Level.LANDLOCK)
    prove.cache_clear()
    monkeypatch.setattr(Box, "command", _without_bars)
    assert {"read a file outside", "reached the network", "wrote outside"} <= set(
        prove(Level.LANDLOCK).why.removeprefix("code in it ").split(", ")
    )


def _without_bars(_: Box, argv: list[str], **more: object) -> list[str]:
    return ["/bin/sh", "-c", f'cd "{more["folder"]}" && exec "$@"', "sh", *argv]


@pytest.mark.parametrize("missing", ["pid", "net"])
def test_a_box_that_shares_one_namespace_is_found_out(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    box_of(Level.BUBBLEWRAP)
    prove.cache_clear()
    monkeypatch.setattr(bubblewrap, "_APART", tuple({"pid", "net", "ipc", "uts"} - {missing}))
    monkeypatch.setattr("ctml_runner.wall.sandbox.box.Terms", _unfiltered)
    came_off = set(prove(Level.BUBBLEWRAP).why.removeprefix("code in it ").split(", "))
    expected = {
        "pid": {"saw other processes", OUTLIVED},
        "net": {"reached the network"},
    }
    assert came_off == expected[missing]


def _unfiltered(**terms: object) -> object:
    from ctml_runner.wall.sandbox.enter import Terms

    return replace(Terms(**terms), filtered=False)  # type: ignore[arg-type]


def test_without_bubblewrap_level_2_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert prove(Level.BUBBLEWRAP) == Proof(
        Level.BUBBLEWRAP, held=False, why="bwrap is not installed", inner=Level.BUBBLEWRAP
    )


def test_a_program_called_bwrap_that_confines_nothing_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "bwrap"
    fake.write_text('#!/bin/sh\nwhile [ "$1" != "--" ]; do shift; done; shift; exec "$@"\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert not prove(Level.BUBBLEWRAP).held


def test_level_3_wants_to_be_told_that_the_machine_is_thrown_away() -> None:
    assert prove(Level.CONTAINER).why == (
        "nobody said that this machine is thrown away (--disposable)"
    )


def test_level_3_is_not_believed_of_a_machine_that_shows_no_sign_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "_CPU", tmp_path / "cpuinfo")
    monkeypatch.setattr(proving, "_CONTAINERS", (tmp_path / ".dockerenv",))
    assert "no sign" in prove(Level.CONTAINER, disposable=True).why
    (tmp_path / ".dockerenv").touch()
    prove.cache_clear()
    box_of(Level.BUBBLEWRAP)
    assert prove(Level.CONTAINER, disposable=True).box == Box(Level.CONTAINER, Level.BUBBLEWRAP)


def test_a_proof_is_made_once_in_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    first = prove(Level.BUBBLEWRAP)
    monkeypatch.setenv("PATH", "/nowhere")
    assert prove(Level.BUBBLEWRAP) is first
