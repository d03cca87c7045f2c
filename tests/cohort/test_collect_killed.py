"""A submission is put in place whole or not at all, whatever ends the collection."""

import errno
import json
import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from filelock import FileLock
from tests.cohort.classes import FRI, MON, THU, TUE, WED, WORK, Class, dated, everything, package

from ctml_runner.cohort.collecting.collecting import Collector, Wish
from ctml_runner.cohort.collecting.report import Collected, What
from ctml_runner.cohort.received import former, submission
from ctml_runner.errors import InstructorError

OLD, NEW = {"save_me": "# old\n"}, {"save_me": "# new\n", "token_id": "# new\n"}
WHOLE = ["ada", "ada/parts", "ada/parts/save_me.py", "ada/parts/token_id.py", "ada/received.json"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_killed_at_any_step_it_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.cohort.killed_collection", str(tmp_path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    steps = [json.loads(line) for line in done.stdout.splitlines()]
    seen = [step["after"]["parts"] for step in steps]
    assert all(parts in (OLD, NEW) for parts in seen), seen
    assert [step["after"]["listed"] for step in steps] == [sorted(parts) for parts in seen]
    assert OLD in seen
    assert NEW in seen
    assert len(steps) > 8, "it was killed at many steps"
    assert all(step["again"]["names"] == WHOLE for step in steps)


@pytest.mark.parametrize("step", ["_write", "settle", "_exchange"])
def test_a_full_disk_leaves_what_was_there(
    room: Class, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    room.send(at=MON)
    room.collect()

    def full(*what: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(f"ctml_runner.cohort.collecting.putting.{step}", full)
    room.send(data=package(parts={"save_me": b"# newer\n"}))
    with pytest.raises(OSError, match="No space"):
        room.collect()
    assert room.parts() == WORK
    assert sorted(everything(room.folder.submissions)) == WHOLE


def test_where_a_whole_file_system_is_not_waited_for_each_file_is(
    room: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[str] = []
    monkeypatch.setattr("ctml_runner.cohort.collecting.settling._LINUX", False)
    monkeypatch.setattr(
        "ctml_runner.cohort.collecting.settling.settle_one",
        lambda place: waited.append(place.name),
    )
    room.send()
    room.collect()
    files = {"save_me.py", "token_id.py", "received.json", "parts", ".ada.draft"}
    assert set(waited) == files


def test_of_many_learners_each_is_in_its_place_before_it_is_told(
    room: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctml_runner.cohort.collecting.putting.BATCH", 2)
    ids = [f"l{number}" for number in range(5)]
    room.folder.roster.write_text("id\n" + "\n".join(ids) + "\n")
    for learner in ids:
        room.send(f"{learner}.ctml.zip", package(learner))
    collector = Collector(room.folder, room.plan, room.roster, room.curriculum, now=room.now)
    for told in collector.collect([room.inbox]):
        assert isinstance(told, Collected)
        assert room.parts(told.learner.id) == WORK
    assert sorted(path.name for path in room.folder.submissions.iterdir()) == ids


def test_a_learner_who_sent_twice_is_read_as_collected_the_second_time(room: Class) -> None:
    room.send("a.ctml.zip", at=MON)
    room.send("b.ctml.zip", package(parts={"save_me": b"# newer\n"}), at=TUE)
    first, second = room.collect()
    assert isinstance(first, Collected)
    assert isinstance(second, Collected)
    assert [first.what, second.what] == [What.NEW, What.NEWER]
    assert room.parts() == WORK | {"save_me": b"# newer\n"}


def test_what_came_before_a_source_that_can_not_be_read_is_kept_and_told(room: Class) -> None:
    room.send()
    collector = Collector(room.folder, room.plan, room.roster, room.curriculum, now=room.now)
    found = collector.collect([room.inbox, room.base / "nothing"])
    assert isinstance(next(found), Collected)
    with pytest.raises(InstructorError, match="no such file"):
        next(found)
    assert room.parts() == WORK


def test_a_grader_finds_what_was_put_aside_for_a_moment(room: Class) -> None:
    room.send()
    room.collect()
    stands = room.folder.submissions / "ada"
    stands.rename(former(stands))
    assert submission(room.folder, room.learner()) == former(stands)
    assert room.parts() == WORK


def test_what_was_collected_for_another_id_is_not_this_learners(room: Class) -> None:
    room.send()
    room.collect()
    shutil.copytree(room.folder.submissions / "ada", room.folder.submissions / "bob")
    assert room.received("bob") is None


def test_lateness_is_told_by_the_file_and_not_by_what_is_in_it(room: Class) -> None:
    room.send(data=package(claimed=MON), at=THU)
    found = room.collected()
    assert (found.late, found.received.claimed) == (timedelta(days=1), MON)


def test_it_is_told_by_what_the_learner_says_only_on_request(room: Class) -> None:
    room.send(data=package(claimed=MON), at=THU)
    assert room.collected(wish=Wish(believe=True)).late == timedelta(0)


def test_what_was_collected_as_late_is_dated_anew_on_request(room: Class) -> None:
    room.send(data=package(claimed=MON), at=THU)
    assert room.collected().late == timedelta(days=1)
    assert room.collected(wish=Wish(believe=True)).late == timedelta(0)
    assert room.collected().late == timedelta(0)
    assert room.collected(wish=Wish(came=FRI)).late == timedelta(days=2)


def test_an_instructors_word_goes_first(room: Class) -> None:
    room.send(data=package(claimed=MON), at=THU)
    assert room.collected(wish=Wish(came=FRI, believe=True)).late == timedelta(days=2)


def test_nothing_came_later_than_it_is_collected(room: Class) -> None:
    room.now = WED
    room.send(at=FRI)
    assert room.collected().received.sent == WED


def test_of_a_folder_the_newest_file_that_counts_tells(room: Class) -> None:
    room.lay({"ada/exercises/00_first_steps/01_save_me.py": b"# 1\n"}, at=MON)
    room.lay({"ada/exercises/01_domain_objects/01_token_id.py": b"# 2\n"}, at=TUE)
    room.lay({"ada/notes.txt": b"after the course", "bob/x": b""}, at=FRI)
    room.collect()
    received = room.received()
    assert received is not None
    assert received.sent == TUE


def test_the_same_bytes_never_become_late(room: Class) -> None:
    file = room.send(at=TUE)
    room.collect()
    dated(file, THU)
    assert room.collected().late == timedelta(0)
    room.send(data=package(parts=WORK | {"save_me": b"# late\n"}), at=THU)
    room.collect()
    received = room.received()
    assert received is not None
    assert {slug: received.came(slug) for slug in received.files} == {
        "save_me": THU,
        "token_id": TUE,
    }


def test_two_collections_at_once_do_not_meet(room: Class) -> None:
    from ctml_runner.commands.cohort.collect import _alone
    from ctml_runner.errors import InstructorError

    room.folder.hidden.mkdir()
    with (
        FileLock(room.folder.hidden / "collect.lock"),
        pytest.raises(InstructorError, match="another ctml collects"),
        _alone(room.folder),
    ):
        pass
