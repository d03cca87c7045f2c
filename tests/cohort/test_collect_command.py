"""ctml cohort collect, as an instructor sees it."""

import json
import os

import pytest
from tests.cohort.classes import MON, THU, WORK, Class, package
from tests.cohort.test_collect_forms import SAVE_ME, zip_of
from tests.runner.conftest import Run

from ctml_runner.cohort.altered import Alteration
from ctml_runner.cohort.grading.work import Altered
from ctml_runner.commands.cohort.altered import way_back


def test_a_class_at_the_terminal(room: Class, ctml: Run) -> None:
    def collect(*more: str) -> tuple[int, list[str]]:
        done = ctml("cohort", "collect", "../inbox", *more, cwd=room.folder.root)
        assert done.stderr == ""
        return done.returncode, done.stdout.splitlines()

    room.send(data=package(claimed=MON, parts={}), at=MON)
    room.send("zed.ctml.zip", package("zed"))
    code, lines = collect()
    place = "../inbox/zed.ctml.zip"
    assert (code, lines) == (
        1,
        [
            "ada: there is no file of your class's exercises in it",
            f"not collected: {place} says that it is of 'zed', who is not in the roster",
            f"  next:  ctml cohort collect {place} --as ID",
            "1 learner of 2: 1 new",
            "  nothing yet from bob",
            "  next:  ctml cohort grade   (or collect again when more has come)",
        ],
    )
    (room.inbox / "zed.ctml.zip").unlink()
    room.send(data=package(claimed=MON), at=THU)
    code, lines = collect()
    assert (code, lines[:4]) == (
        0,
        [
            "1 learner of 2: 1 newer",
            "  late: ada (by 1 day)",
            "  they say they sent it in time: ada; if the files came to you later",
            "  than to where they were left: ctml cohort collect … --believe, or --came TIME",
        ],
    )
    assert collect()[1][0] == "1 learner of 2: 1 unchanged"


def test_what_was_altered_by_hand_is_put_back_when_the_same_is_collected(
    room: Class, ctml: Run
) -> None:
    room.send(data=package(journal=b"{}\n"))
    room.collect()
    before = room.received()
    at = room.folder.submissions / "ada"
    (at / "parts" / "save_me.py").write_bytes(b"# a tutor's note\n")
    (at / "parts" / "token_id.py").unlink()
    (at / "journal.jsonl").write_bytes(b"{}\n{}\n")
    done = ctml("cohort", "collect", "../inbox", cwd=room.folder.root)
    assert done.stdout.splitlines()[:2] == [
        (
            "ada: ../inbox/ada.ctml.zip is put back as it was collected; "
            "files of it in submissions had been altered"
        ),
        "1 learner of 2: nothing new",
    ]
    assert (room.parts(), room.received()) == (WORK, before)
    assert (at / "journal.jsonl").read_bytes() == b"{}\n{}\n"
    again = ctml("cohort", "collect", "../inbox", cwd=room.folder.root).stdout
    assert again.splitlines()[0] == "1 learner of 2: 1 unchanged"


def test_the_way_back_of_an_altered_file_names_where_it_came_from(room: Class) -> None:
    def way() -> str:
        return way_back(Altered(room.learner(), room.received(), {"save_me": Alteration.CHANGED}))

    assert way() == "FOLDER   (the one that their work came from)"
    sent = room.send()
    room.collect()
    assert way() == f"{sent} --as ada"
    sent.unlink()
    assert way() == str(room.inbox)
    room.inbox.rmdir()
    assert way() == f"FOLDER   (it came from {sent})"


def test_a_whole_class_in_one_zip_is_told_as_that(room: Class, ctml: Run) -> None:
    whole = {f"ada/{SAVE_ME}": b"# a\n", f"bob/{SAVE_ME}": b"# b\n"}
    room.send("Moodle download.zip", zip_of(whole))
    room.send("ada.zip", zip_of({f"ada/{SAVE_ME}": b"# a\n", f"old/{SAVE_ME}": b"# a\n"}))
    done = ctml("cohort", "collect", "../inbox", cwd=room.folder.root)
    assert done.stdout.splitlines()[:3] == [
        "not collected: ../inbox/Moodle download.zip holds the work of several learners",
        "  next:  ctml cohort collect '../inbox/Moodle download.zip'",
        "1 learner of 2: 1 new",
    ]
    done = ctml("cohort", "collect", "../inbox/Moodle download.zip", cwd=room.folder.root)
    assert done.stdout.splitlines()[0] == "2 learners of 2: 1 new, 1 unchanged"
    room.send(
        "Moodle download.zip", zip_of({f"{name}/{SAVE_ME}": b"# a\n" for name in ("ada", "zoe")})
    )
    done = ctml("cohort", "collect", "../inbox", cwd=room.folder.root)
    assert "download.zip holds the work of several learners" in done.stdout


def test_into_a_class_without_learners_nothing_is_collected(room: Class, ctml: Run) -> None:
    room.send()
    room.folder.roster.write_text("id,name\n")
    done = ctml("cohort", "collect", "../inbox", cwd=room.folder.root)
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        (
            "ctml: roster.csv is empty: it has no line for any learner\n"
            f"  where: {room.folder.roster}\n"
            "  next:  write a line for each learner into it, then type the command again\n"
        ),
    )


def test_places_are_told_without_the_way_that_was_typed(room: Class, ctml: Run) -> None:
    room.send()
    ctml("cohort", "collect", "../class/../inbox", cwd=room.folder.root)
    received = room.received()
    assert received is not None
    assert received.source == f"{room.inbox}/ada.ctml.zip"
    made = ctml("cohort", "new", "../class/../spring", cwd=room.folder.root)
    assert made.stdout.splitlines()[0] == f"wrote {room.base}/spring/cohort.toml"
    told = ctml("cohort", "status", "--in", "../class/../nowhere", cwd=room.folder.root)
    assert f"where: {room.base}/nowhere\n" in told.stderr


def test_where_nothing_came_there_is_nothing_to_grade(room: Class, ctml: Run) -> None:
    done = ctml("cohort", "collect", "../inbox", cwd=room.folder.root)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "0 learners of 2: nothing new",
        "  nothing yet from ada, bob",
        "  next:  when work has come: ctml cohort collect FOLDER",
    ]


def test_for_programs_it_is_one_object_a_submission(room: Class, ctml: Run) -> None:
    room.send()
    room.send("zed.ctml.zip", package("zed"))
    done = ctml("cohort", "collect", "--json", "../inbox", cwd=room.folder.root)
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["event"], first["learner"], first["what"]) == ("collected", "ada", "new")
    assert first["exercises"] == ["save_me", "token_id"]
    assert (second["event"], second["where"].rpartition("/")[2]) == ("left", "zed.ctml.zip")


def test_names_from_outside_do_not_move_the_cursor(room: Class, ctml: Run) -> None:
    try:
        (room.inbox / os.fsdecode(b"\x1b[2J\xff")).mkdir()
    except OSError:
        pytest.skip("this file system refuses such names")
    done = ctml("cohort", "collect", "../inbox", cwd=room.folder.root)
    assert done.returncode == 1
    assert all(line.isprintable() for line in done.stdout.splitlines())


def test_wrong_use_is_one_message(room: Class, ctml: Run) -> None:
    for said, says in [
        (("nothing",), "there is no such file"),
        (("../inbox", "--as", "adda"), "did you mean 'ada'"),
        (("../inbox", "--came", "soon"), "'soon' is no time"),
        (("../inbox", "--in", "/"), "there is no cohort.toml here"),
        ((), "Missing argument"),
    ]:
        done = ctml("cohort", "collect", *said, cwd=room.folder.root)
        assert (done.returncode, says in done.stderr, done.stdout) == (2, True, ""), done.stderr
