"""Repositories are read a few at once; what is told keeps its order, and a zip stays open."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cohort.classes import Class
from tests.cohort.test_collect_forms import SAVE_ME, zip_of

from ctml_runner.cohort.collecting.ahead import read_ahead
from ctml_runner.cohort.collecting.parcel import Parcel, Stray
from ctml_runner.cohort.collecting.report import Collected
from ctml_runner.cohort.collecting.unwrapping import opened_tree


def parcel(name: str, *, history: bool = True) -> Parcel:
    return Parcel(name, (name,), lambda moment: opened_tree(list, moment), history=history)


def test_two_are_read_at_once_and_told_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    both = threading.Barrier(2, timeout=20)  # nobody passes it alone

    def read(one: Parcel) -> str:
        both.wait()
        return one.where

    found = read_ahead([parcel(name) for name in "abcd"], read)
    assert [one[1]() for one in found if not isinstance(one, Stray)] == list("abcd")


def test_what_has_no_history_is_given_on_before_more_is_looked_for() -> None:
    looked: list[str] = []

    def lazily() -> Iterator[Parcel]:
        for name in "ab":
            looked.append(name)
            yield parcel(name, history=False)

    found = read_ahead(lazily(), lambda one: one.where)
    next(found)
    assert looked == ["a"]


def test_a_zip_of_a_class_is_open_until_the_last_was_read(room: Class, tmp_path: Path) -> None:
    whole = tmp_path / "all.zip"
    whole.write_bytes(zip_of({f"{name}/{SAVE_ME}": b"# 1\n" for name in ("ada", "bob")}))
    found = room.collect(whole)
    assert [one.received.problems for one in found if isinstance(one, Collected)] == [(), ()]
