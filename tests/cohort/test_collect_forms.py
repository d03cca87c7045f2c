"""In whatever form work comes back, the same is collected."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from tests.cohort.classes import FRI, MON, THU, WORK, Class, dated, package

from ctml_runner.cohort.collecting.collecting import Wish
from ctml_runner.cohort.collecting.report import Collected, Left, What
from ctml_runner.cohort.collecting.zip_names import entry_name
from ctml_runner.cohort.sending import Manifest, Package
from ctml_runner.errors import InstructorError

SAVE_ME = "exercises/00_first_steps/01_save_me.py"
TOKEN_ID = "exercises/01_domain_objects/01_token_id.py"
TREE = {SAVE_ME: WORK["save_me"], TOKEN_ID: WORK["token_id"]}


def zip_of(files: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 3, 12, 0, 0)), data)
    return whole.getvalue()


def test_a_folder_of_what_learners_sent(room: Class) -> None:
    room.send()
    room.send("of bob.ctml.zip", package("bs", {"save_me": b"# bob\n"}))
    found = room.collect()
    assert {one.learner.id for one in found if isinstance(one, Collected)} == {"ada", "bob"}
    assert room.parts() == WORK
    assert room.parts("bob") == {"save_me": b"# bob\n"}


def test_one_file(room: Class) -> None:
    assert room.collected(room.send("any name.zip")).what is What.NEW
    assert room.parts() == WORK


@pytest.mark.parametrize("name", ["ada", "alove", "ADA@X.ORG", "Ada Lovelace", "hw1-alove"])
def test_a_workspace_a_learner_by_the_folders_name(room: Class, name: str) -> None:
    room.lay({f"{name}/{place}": data for place, data in TREE.items()})
    room.lay({"bob/notes.txt": b"nothing of the course"})
    room.collect()
    assert room.parts() == WORK


def test_of_a_whole_workspace_what_is_as_shipped_is_left_where_it_is(room: Class) -> None:
    start = room.curriculum.by_slug["save_me"].text.encode()
    room.lay({f"ada/{SAVE_ME}": start.replace(b"\n", b"\r\n"), f"ada/{TOKEN_ID}": b"# mine\n"})
    assert room.collected().received.problems == ()
    assert room.parts() == {"token_id": b"# mine\n"}


def test_a_folder_within_a_folder_and_what_ctml_keeps_in_it(room: Class) -> None:
    room.lay({f"ada/my course/{place}": data for place, data in TREE.items()})
    kept = ".ctml/shipped/exercises/00_first_steps/01_save_me.py"
    room.lay({f"ada/my course/{kept}": b"# as shipped\n", f"ada/my course/{SAVE_ME}": b"# 2\n"})
    room.lay({"ada/my course/.ctml/journal.jsonl": b"{}\n"})
    room.lay({"ada/my course/.ctml/workspace.toml": b'course = "0.0.9"\n'})
    assert room.collected().received.course == "0.0.9"
    assert room.parts()["save_me"] == b"# 2\n"
    assert (room.folder.submissions / "ada" / "journal.jsonl").read_bytes() == b"{}\n"


@pytest.mark.parametrize(
    "name",
    [
        "Ada Lovelace_4711_assignsubmission_file_/work.ctml.zip",
        "Ada Lovelace_4711_assignsubmission_file_work.ctml.zip",
        "lovelaceada_4711_815_work.zip",
        "lovelaceada_LATE_4711_815_work.zip",
        "all/alove/x.ctml.zip",
    ],
)
def test_what_a_learning_platform_hands_out_as_one_zip(room: Class, name: str) -> None:
    nobody = package("")
    bob = "Bob Stone_815_assignsubmission_file_/b.ctml.zip"
    if name.startswith("all/"):
        bob = "all/bob/x.ctml.zip"
    whole = room.base / "download.zip"
    whole.write_bytes(zip_of({name: nobody, bob: package("bob")}))
    found = room.collect(whole)
    assert [type(one) for one in found] == [Collected, Collected], found
    assert room.parts() == room.parts("bob") == WORK


def test_a_name_in_a_zip_is_read_however_its_program_wrote_it(room: Class) -> None:
    name = "Emil Élan"
    raw = name.encode("cp850")
    field = struct.pack("<BL", 1, zlib.crc32(raw)) + name.encode()
    wrong = struct.pack("<BL", 1, 7) + b"Zoe"
    for written, extra, read in [
        (raw, struct.pack("<HH", 0x7075, len(field)) + field, name),
        (raw, struct.pack("<HH", 0x7075, len(wrong)) + wrong, raw.decode("cp437")),
        (name.encode(), b"", name),
        (name.encode("cp437"), b"", name),
        (raw, b"\x75\x70\xff", raw.decode("cp437")),
    ]:
        info = zipfile.ZipInfo(written.decode("cp437"))
        info.extra = extra
        assert entry_name(info) == read
    info.flag_bits = 0x800
    assert entry_name(info) == info.filename
    room.folder.roster.write_text(f"id,name\nada,{name}\nbob,Bob Stone\n", encoding="utf-8")
    whole = zip_of({f"{'x' * len(name.encode())}/{SAVE_ME}": b"# 1\n", f"bob/{SAVE_ME}": b"# 2\n"})
    sent = room.base / "all.zip"
    sent.write_bytes(whole.replace(b"x" * len(name.encode()), name.encode()))
    assert [type(one) for one in room.collect(sent)] == [Collected, Collected]
    assert room.parts() == {"save_me": b"# 1\n"}


def test_numbered_submissions_say_themselves_whose_they_are(room: Class) -> None:
    inside = {
        f"assignment_7_export/submission_{number}/{name}": data
        for number, learner in ((301, "ada"), (302, "bob"))
        for name, data in Package(Manifest(learner, "", "", "", MON), WORK).files()
    }
    whole = room.base / "export.zip"
    whole.write_bytes(zip_of(inside | {"assignment_7_export/submission_metadata.yml": b"x: 1\n"}))
    room.collect(whole)
    assert room.parts() == room.parts("bob") == WORK


def test_exercises_that_lie_about_are_gathered_by_what_comes_before_their_names(
    room: Class,
) -> None:
    room.lay(
        {
            "lovelaceada_4711_1_01_save_me.py": b"# a\n",
            "lovelaceada_4711_2_01_token_id-3.py": b"# b\n",
            "bs_save_me.py": b"# c\n",
        }
    )
    room.collect()
    assert room.parts() == {"save_me": b"# a\n", "token_id": b"# b\n"}
    assert room.parts("bob") == {"save_me": b"# c\n"}


@pytest.mark.parametrize("folder", ["work", "ada"])
def test_a_learners_own_zip_came_when_it_came_whatever_dates_are_in_it(
    room: Class, folder: str
) -> None:
    file = room.base / "ada.zip"
    file.write_bytes(zip_of({f"{folder}/{place}": data for place, data in TREE.items()}))
    assert room.collected(dated(file, THU)).received.sent == THU
    assert room.parts() == WORK


def test_another_course_is_told(room: Class) -> None:
    sign = room.folder.workspace / ".ctml" / "workspace.toml"
    sign.parent.mkdir(parents=True)
    sign.write_text('course = "0.1.0"\ndigest = "aaaaaaaaaaaa"\n')
    room.lay({f"ada/{place}": data for place, data in TREE.items()})
    room.lay({"ada/.ctml/workspace.toml": b'course = "0.0.9"\ndigest = "bbbbbbbbbbbb"\n'})
    (problem,) = room.collected().received.problems
    assert "another course (0.0.9, bbbbbbbb" in problem
    assert room.parts() == WORK


def test_whose_it_is_must_be_clear(room: Class) -> None:
    room.send("stranger.ctml.zip", package("zed"))
    assert room.left() == Left(
        f"{room.inbox}/stranger.ctml.zip",
        "says that it is of 'zed', who is not in the roster",
        nameless=True,
    )


def test_nobody_hands_in_for_somebody_else(room: Class) -> None:
    room.send()
    room.collect()
    room.send("Bob Stone_815_file_.ctml.zip", package("ada", {"save_me": b"# evil\n"}))
    (_, left) = sorted(room.collect(), key=lambda one: isinstance(one, Left))
    assert isinstance(left, Left)
    assert left.why == "says it is of 'ada', its name says: of 'bob'"
    assert room.parts() == WORK
    assert room.received("bob") is None


def test_an_instructor_may_say_whose_it_is(room: Class) -> None:
    file = room.send("stranger.ctml.zip", package("zed"))
    assert room.collected(file, wish=Wish(room.learner("bob"))).learner.id == "bob"
    room.send()
    with pytest.raises(InstructorError, match="several submissions"):
        room.collect(wish=Wish(room.learner("bob")))


def test_a_source_that_is_not_there_or_is_nothing(room: Class, tmp_path: Path) -> None:
    with pytest.raises(InstructorError, match="there is no such file"):
        room.collect(tmp_path / "nothing")
    (tmp_path / "text").write_text("no zip at all")
    with pytest.raises(InstructorError, match="is no zip"):
        room.collect(tmp_path / "text")


def test_an_empty_folder_and_an_empty_submission(room: Class) -> None:
    assert room.collect() == []
    (room.inbox / "ada").mkdir()
    (room.inbox / "bob").mkdir()
    first, _ = room.collect()
    assert isinstance(first, Collected)
    assert first.received.problems == ("there is no file of your class's exercises in it",)


def test_what_comes_last_counts_and_what_came_before_is_told(room: Class) -> None:
    room.send(at=MON)
    assert room.collected().what is What.NEW
    assert room.collected().what is What.SAME
    room.send(data=package(parts={"save_me": b"# newer\n"}))
    newer = room.collected()
    assert newer.what is What.NEWER
    assert newer.received.problems == (
        "the submission before this one had more, which stays: token_id",
    )
    room.send(at=MON)
    assert room.collected().what is What.OLDER
    assert room.parts() == WORK | {"save_me": b"# newer\n"}
    assert room.collected(wish=Wish(room.learner())).what is What.NEWER
    assert room.parts() == WORK


def test_an_empty_submission_takes_nothing_away(room: Class) -> None:
    room.send(at=MON)
    room.collect()
    room.send(data=package(parts={}))
    assert room.collected().what is What.EMPTY
    assert room.parts() == WORK


def test_a_journal_that_went_on_comes_along_with_the_same_files(room: Class) -> None:
    room.send(data=package(journal=b"one\n"), at=MON)
    room.collect()
    room.send(data=package(journal=b"one\ntwo\n"), at=FRI)
    assert room.collected().what is What.SAME
    assert (room.folder.submissions / "ada" / "journal.jsonl").read_bytes() == b"one\ntwo\n"
    received = room.received()
    assert received is not None
    assert received.sent == MON


def test_one_learners_folder_alone_in_the_inbox_is_theirs(room: Class) -> None:
    room.lay({"ada/notes.txt": b"nothing of the course"})
    assert room.collected().received.problems == (
        "there is no file of your class's exercises in it",
    )


def test_a_folder_with_nothing_in_it_is_told(room: Class) -> None:
    room.lay({"what/is/this.txt": b"?"})
    assert room.left() == Left(f"{room.inbox}/what/is", "has no submission in it")


def test_what_a_workspace_keeps_of_the_course_is_nobodys_work(room: Class) -> None:
    file = room.base / "ada.zip"
    kept = "work/.ctml/shipped/exercises/00_first_steps/01_save_me.py"
    file.write_bytes(zip_of({kept: b"# an older start\n", f"work/{TOKEN_ID}": b"# mine\n"}))
    room.collected(file)
    assert room.parts() == {"token_id": b"# mine\n"}
