"""Nothing that was collected is lost by collecting more: one upload an exercise, week by week."""

import shlex
from itertools import permutations
from pathlib import Path

import pytest
from tests.cohort.classes import FRI, MON, THU, TUE, WED, WORK, Class, dated, package
from tests.runner.conftest import Run

from ctml_runner.cohort.altered import Alteration
from ctml_runner.cohort.collecting.collecting import Wish
from ctml_runner.cohort.collecting.report import What
from ctml_runner.cohort.grading.work import Altered
from ctml_runner.cohort.received import Received
from ctml_runner.commands.cohort.altered import way_back

FIRST, SECOND = WORK["save_me"], WORK["token_id"]


def laid(room: Class) -> tuple[Path, Path]:
    """Lay two weeks' uploads beside each other; the class is due between them."""
    room.lay({"hw1/ada_01_save_me.py": FIRST}, MON)
    room.lay({"hw2/ada_01_token_id.py": SECOND}, THU)
    return room.inbox / "hw1", room.inbox / "hw2"


def known(room: Class) -> Received:
    received = room.received()
    assert received is not None
    return received


@pytest.mark.parametrize("first", [0, 1])
def test_one_upload_an_exercise_adds_to_the_others_each_in_its_own_time(
    room: Class, first: int
) -> None:
    weeks = laid(room)
    room.collect(weeks[first])
    done = room.collected(weeks[1 - first])
    assert (done.what, done.received.problems) == (What.NEWER, ())
    assert room.parts() == WORK
    received = known(room)
    assert (received.came("save_me"), received.came("token_id")) == (MON, THU)
    assert [room.collected(week).what for week in weeks] == [What.SAME, What.SAME]


def test_files_that_lie_in_one_folder_each_came_in_their_own_time(room: Class) -> None:
    for week in laid(room):
        for file in week.iterdir():
            file.rename(room.inbox / file.name)
        week.rmdir()
    received = room.collected().received
    assert (received.came("save_me"), received.came("token_id")) == (MON, THU)
    assert room.collected(wish=Wish(came=TUE)).received.came("save_me") == TUE


def test_of_each_exercise_the_file_that_was_sent_last_stands_in_whatever_order_they_come(
    room: Class,
) -> None:
    room.lay({"1/ada_01_save_me.py": b"# 1\n"}, MON)
    room.lay({"2/ada_01_save_me.py": b"# 2\n"}, TUE)
    room.lay({"3/ada_01_save_me.py": b"# 3\n"}, WED)
    room.lay({"4/ada_01_token_id.py": b"# 4\n"}, FRI)
    for order in permutations("1234"):
        for number in order:
            room.collect(room.inbox / number)
        assert room.parts() == {"save_me": b"# 3\n", "token_id": b"# 4\n"}, order
        assert known(room).came("save_me") == WED
        for path in sorted((room.folder.submissions / "ada").rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        (room.folder.submissions / "ada").rmdir()


def test_what_was_sent_again_is_not_older_than_what_was_sent_in_between(room: Class) -> None:
    for number, (text, at) in enumerate([("A", MON), ("B", TUE), ("A", WED)]):
        room.lay({f"{number}/ada_01_save_me.py": f"# {text}\n".encode()}, at)
    room.lay({"2/ada_01_token_id.py": SECOND}, WED)
    room.collect(room.inbox / "0")
    room.collect(room.inbox / "2")
    assert known(room).came("save_me") == MON
    assert room.collected(room.inbox / "1").what is What.OLDER
    assert room.parts() == {"save_me": b"# A\n", "token_id": SECOND}


def test_an_older_submission_adds_what_the_later_one_does_not_have_and_says_so(
    room: Class,
) -> None:
    newer = package(parts={"save_me": b"# newer\n"}, journal=b"{}\n{}\n", claimed=TUE)
    room.send(data=newer, at=TUE)
    room.collect()
    room.send(data=package(journal=b"{}\n"), at=MON)
    done = room.collected()
    assert done.what is What.NEWER
    assert done.received.problems == ("of save_me a file stands that was sent later",)
    assert done.received.sent == done.received.claimed == TUE
    assert room.parts() == WORK | {"save_me": b"# newer\n"}
    journal = room.folder.submissions / "ada" / "journal.jsonl"
    assert journal.read_bytes() == b"{}\n{}\n"


def test_a_file_without_a_journal_leaves_the_journal_that_is_there(room: Class) -> None:
    room.send(data=package(parts={"save_me": FIRST}, journal=b"{}\n"), at=MON)
    room.collect()
    _, second = laid(room)
    room.collect(second)
    assert room.parts() == WORK
    journal = room.folder.submissions / "ada" / "journal.jsonl"
    assert journal.read_bytes() == b"{}\n"


def test_a_file_that_was_altered_goes_back_to_where_it_came_from(room: Class) -> None:
    weeks = []
    for at, parts in [(MON, WORK), (TUE, {"token_id": b"# newer\n"})]:
        weeks.append(room.base / f"{at:%a}.zip")
        weeks[-1].write_bytes(package(parts=parts))
        room.collect(dated(weeks[-1], at))
    part = room.folder.submissions / "ada" / "parts" / "save_me.py"
    part.write_bytes(b"# a tutor's note\n")
    altered = Altered(room.learner(), known(room), {"save_me": Alteration.CHANGED})
    assert way_back(altered) == f"{weeks[0]} --as ada"
    assert room.collected(weeks[1]).what is What.SAME
    assert room.collected(weeks[0], wish=Wish(room.learner())).what is What.RESTORED
    assert room.parts() == {"save_me": FIRST, "token_id": b"# newer\n"}


def test_an_older_upload_is_taken_all_the_same_by_the_line_that_is_told(
    room: Class, ctml: Run
) -> None:
    room.lay({"hw1/ada_01_save_me.py": b"# older\n"}, MON)
    room.lay({"hw2/ada_01_save_me.py": b"# newer\n"}, TUE)
    ctml("cohort", "collect", "../inbox/hw2", cwd=room.folder.root)
    done = ctml("cohort", "collect", "../inbox/hw1", cwd=room.folder.root)
    told = done.stdout.splitlines()[1].partition(": ctml ")[2]
    assert ctml(*shlex.split(told), cwd=room.folder.root).returncode == 0
    assert room.parts() == {"save_me": b"# older\n"}


def test_one_exercises_file_is_collected_as_what_its_name_says(room: Class, ctml: Run) -> None:
    room.lay({"01_save_me.py": FIRST, "bs_4711_01_token_id-2.py": SECOND, "notes.py": b""})
    room.collect(room.inbox / "bs_4711_01_token_id-2.py")
    assert room.parts("bob") == {"token_id": SECOND}
    done = ctml("cohort", "collect", "../inbox/01_save_me.py", cwd=room.folder.root)
    assert done.stdout.splitlines()[:2] == [
        "not collected: ../inbox/01_save_me.py has nobody's id, login, email or name",
        "  next:  ctml cohort collect ../inbox/01_save_me.py --as ID",
    ]
    room.collect(room.inbox / "01_save_me.py", wish=Wish(room.learner()))
    assert room.parts() == {"save_me": FIRST}
    left = room.left(room.inbox / "notes.py")
    assert left.why == "is called as none of your class's exercises is"
