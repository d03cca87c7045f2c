"""Settling, with a scripted disk and no clock: when a file is looked at, and what is told."""

import hashlib
from pathlib import Path

import pytest

from ctml_runner.watch.report import Saved, Unreadable, Vanished
from ctml_runner.watch.settle import EMPTY, GONE, QUIET, Settling, Sign
from ctml_runner.watch.sight import Nothing, Sight
from ctml_runner.watch.trust import distrust

FILE = Path("/w/exercises/00_first/01_save_me.py")


class Desk:
    """A disk of one's own, and the record of what was told when."""

    def __init__(self) -> None:
        self.disk: dict[Path, Sight] = {}
        self.told: list[tuple[float, object]] = []
        self.now = 0.0
        self.settling = Settling(self.look, lambda what: self.told.append((self.now, what)))

    def look(self, path: Path) -> Sight:
        return self.disk.get(path, Nothing.ABSENT)

    def heard(self, sign: Sign, at: float, disk: Sight) -> None:
        self.rest(at)
        self.disk[FILE] = disk
        self.now = at
        self.settling.heard(FILE, sign, at)
        self.settling.attend(at)

    def rest(self, until: float = 10.0) -> list[tuple[float, object]]:
        """Let time pass as the worker does: from one due moment to the next."""
        while (due := self.settling.attend(self.now)) is not None and due < until:
            assert due > self.now
            self.now = due
        return self.told


@pytest.fixture
def desk() -> Desk:
    return Desk()


def saved(data: bytes) -> Saved:
    return Saved(FILE, data, hashlib.sha256(data).hexdigest())


def test_a_closed_file_is_told_at_once(desk: Desk) -> None:
    desk.heard(Sign.WHOLE, 1.0, b"a")
    assert desk.rest() == [(1.0, saved(b"a"))]


def test_an_open_file_is_told_when_its_writer_rests(desk: Desk) -> None:
    desk.heard(Sign.TOUCHED, 1.0, b"a")
    desk.heard(Sign.TOUCHED, 1.03, b"ab")
    assert desk.rest() == [(1.03 + QUIET, saved(b"ab"))]


def test_closing_ends_the_rest_that_was_waited_for(desk: Desk) -> None:
    desk.heard(Sign.TOUCHED, 1.0, b"a")
    desk.heard(Sign.WHOLE, 1.01, b"ab")
    assert desk.rest() == [(1.01, saved(b"ab"))]


def test_a_change_found_without_a_sign_may_still_be_going_on(desk: Desk) -> None:
    desk.heard(Sign.DOUBTFUL, 1.0, b"ha")
    desk.heard(Sign.TOUCHED, 1.02, b"half")
    desk.heard(Sign.DOUBTFUL, 1.03, b"half a")
    desk.heard(Sign.DOUBTFUL, 2.0, b"whole")
    assert desk.rest() == [(1.02 + QUIET, saved(b"half a")), (2.0 + QUIET, saved(b"whole"))]


def test_a_mixture_of_old_and_new_is_never_told(desk: Desk) -> None:
    desk.heard(Sign.WHOLE, 1.0, Nothing.CHANGING)
    desk.disk[FILE] = b"new"
    assert desk.rest() == [(1.0 + QUIET, saved(b"new"))]


def test_an_empty_file_is_told_only_if_it_stays_empty(desk: Desk) -> None:
    desk.heard(Sign.WHOLE, 1.0, b"")
    desk.heard(Sign.WHOLE, 1.05, b"a")
    desk.heard(Sign.WHOLE, 2.0, b"")
    assert desk.rest() == [(1.05, saved(b"a")), (2.0 + EMPTY, saved(b""))]


def test_signs_that_come_again_and_again_do_not_put_off_the_empty_file(desk: Desk) -> None:
    for n in range(5):
        desk.heard(Sign.TOUCHED, 1.0 + n / 10, b"")
    assert desk.rest() == [(1.1 + QUIET, saved(b""))]


def test_a_deleted_file_is_told_only_if_it_stays_away(desk: Desk) -> None:
    desk.heard(Sign.WHOLE, 1.0, b"a")
    desk.heard(Sign.GONE, 2.0, Nothing.ABSENT)
    desk.heard(Sign.WHOLE, 2.29, b"a")
    desk.heard(Sign.GONE, 3.0, Nothing.ABSENT)
    assert desk.rest() == [(1.0, saved(b"a")), (3.0 + GONE, Vanished(FILE))]


def test_a_file_that_comes_back_as_it_was_is_told_after_it_was_told_gone(desk: Desk) -> None:
    desk.heard(Sign.WHOLE, 1.0, b"a")
    desk.heard(Sign.GONE, 2.0, Nothing.ABSENT)
    desk.heard(Sign.WHOLE, 3.0, b"a")
    assert [what for _, what in desk.rest()] == [saved(b"a"), Vanished(FILE), saved(b"a")]


def test_the_same_bytes_are_told_once(desk: Desk) -> None:
    for second in range(3):
        desk.heard(Sign.WHOLE, float(second), b"a")
    assert desk.rest() == [(0.0, saved(b"a"))]


def test_what_is_known_is_not_told(desk: Desk) -> None:
    desk.settling.known(FILE, hashlib.sha256(b"a").hexdigest())
    desk.heard(Sign.WHOLE, 1.0, b"a")
    assert desk.rest() == []


def test_an_unreadable_file_is_told_once_and_again_for_another_reason(desk: Desk) -> None:
    for at, why in enumerate(["a folder", "a folder", "too large"]):
        desk.heard(Sign.WHOLE, float(at), Unreadable(FILE, why))
    assert desk.rest() == [
        (0.0, Unreadable(FILE, "a folder")),
        (2.0, Unreadable(FILE, "too large")),
    ]


def test_a_forgotten_folder_says_nothing_more(desk: Desk) -> None:
    desk.heard(Sign.GONE, 1.0, Nothing.ABSENT)
    desk.settling.forget(Path("/w/exercises"))
    assert desk.rest() == []


MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/root rw
30 22 0:30 / /home/a\\040b/course rw - 9p drivers rw
31 22 0:31 / /mnt/far rw,nosuid shared:7 master:2 - fuse.sshfs far: rw
32 31 0:32 / /mnt/far/near rw - tmpfs tmpfs rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/me/exercises", ""),
        ("/home/a b/course/exercises", "9p"),
        ("/home/a b/course2/exercises", ""),
        ("/mnt/far/exercises", "fuse.sshfs"),
        ("/mnt/far/near/exercises", ""),
    ],
)
def test_file_systems_that_others_write_to_are_not_trusted(folder: str, kind: str) -> None:
    why = f"exercises lies on a shared file system ({kind}), which may not tell of saves"
    assert distrust(Path(folder), MOUNTS) == (why if kind else "")
