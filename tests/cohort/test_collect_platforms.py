"""What learning platforms hand out finds its learners; what does not is collected as it is told."""

import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cohort.classes import WORK, Class
from tests.cohort.test_collect_forms import SAVE_ME, zip_of
from tests.runner.conftest import Run

from ctml_runner.cohort.collecting.collecting import Wish
from ctml_runner.cohort.collecting.matching import Matching, Nobody
from ctml_runner.cohort.collecting.platforms import owner
from ctml_runner.cohort.collecting.report import Collected, Left
from ctml_runner.cohort.collecting.submitters import submitters
from ctml_runner.cohort.roster import Learner, Roster
from ctml_runner.cohort.standing.shown import quoted

ROSTER = Roster(
    (
        Learner("ada", "Ada Lovelace", "ada@x.org", "alove"),
        Learner("s2", "Évariste Galois", login="e-gal"),
        Learner("s3", "Hypatia", sis_id="9003"),
        Learner("s4", "Saunders Mac Lane"),
        Learner("s5", "Bob Stone"),
        Learner("s6", "Bob Stone"),
    )
)
METADATA = """\
---
submission_301:
  :submitters:
  - :name: Ada Lovelace
    :sid: '4711'
    :email: ada@x.org
  :created_at: 2026-03-03 09:30:00.123456789 Z
  :history:
  - :created_at: 2026-03-01 09:30:00.000000000 Z
submission_302:
  :created_at: !ruby/object:ActiveSupport::TimeWithZone
    utc: 2026-03-04 22:16:19.131180000 Z
    zone: &1 !ruby/object:ActiveSupport::TimeZone
      name: Etc/UTC
  :submitters:
  - :name: "Bob \\"B\\" Stone"
    :sid:
  - :email: 'o''hara@x.org'
  :score: 1.0
"""


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("Ada Lovelace_4711_assignsubmission_file_", "ada"),
        ("Ada Lovelace_4711_assignsubmission_file_bob.ctml.zip", "ada"),
        ("Ada Lovelace Jr_4711_assignsubmission_file_", "ada"),
        ("Lovelace Ada_4711_assignsubmission_onlinetext_", "ada"),
        ("Hypatia_4711_assignsubmission_file_", "s3"),
        ("Evariste Galois_4711_assignsubmission_file_", "s2"),
        ("alove_4711_assignsubmission_file_", "ada"),
        ("lovelaceada_LATE_4711_815_s4.zip", "ada"),
        ("galoisévariste_4711_815_x.zip", "s2"),
        ("galoisevariste_4711_815_x.zip", "s2"),
        ("lanesaundersmac_4711_815_x.zip", "s4"),
        ("first-steps-e-gal", "s2"),
        ("first-steps-alove.git", "ada"),
        ("9003.zip", "s3"),
        ("hw1 ada@x.org", "ada"),
        ("alove-9003", "ada"),  # a number beside a name is nobody's
        ("ada hw1 alove", "ada"),
    ],
)
def test_the_names_that_platforms_give_find_their_learners(name: str, whose: str) -> None:
    found = Matching(ROSTER).of("", (name,))
    assert isinstance(found, Learner), found
    assert found.id == whose


@pytest.mark.parametrize(
    "name",
    [
        "Ada Stone_4711_assignsubmission_file_",  # who is not whoever has the id `ada`
        "Eve Unknown_4711_assignsubmission_file_ada.zip",  # the file's name is Eve's own
        "unknowneve_4711_815_alove.zip",
        "Bob Stone_4711_assignsubmission_file_",  # there are two
        "ada@elsewhere.org",
        "ada-e-gal",  # two of them, or one of them about the other
        "9003 hw1 alove",
        "hw1-alove-and-Hypatia-Saunders Mac Lane",
        "Participant_4711_assignsubmission_file_",
    ],
)
def test_a_part_of_what_a_platform_says_is_nobody(name: str) -> None:
    assert isinstance(Matching(ROSTER).of("", (name,)), Nobody)


def test_what_no_platform_wrote_has_no_owner_of_that_kind() -> None:
    assert owner("ada_4711_work") is None
    assert owner("Ada Lovelace") is None


def test_gradescopes_list_tells_who_sent_what_and_when() -> None:
    told = submitters(METADATA)
    assert [list(one.names) for one in told.values()] == [
        [("ada@x.org", "4711", "Ada Lovelace")],
        [('Bob "B" Stone',), ("o'hara@x.org",)],
    ]
    assert [f"{one.came:%d %H:%M}" for one in told.values() if one.came] == ["03 09:30", "04 22:16"]


@given(st.text(alphabet=" -:'\"\\\nnamesidul_submter0", max_size=300))
def test_a_list_of_any_text_is_read_to_its_end(text: str) -> None:
    submitters("a_1:\n  :submitters:\n" + text)


def test_numbered_folders_are_their_submitters_and_a_pairs_work_is_the_work_of_both(
    room: Class,
) -> None:
    text = METADATA.replace("o''hara@x.org", "bs").replace('"Bob \\"B\\" Stone"', "Ada Lovelace")
    files = {f"export/submission_302/{name}.py": data for name, data in WORK.items()}
    files["export/submission_metadata.yml"] = text.encode()
    whole = room.base / "export.zip"
    whole.write_bytes(zip_of(files | {"export/submission_9/notes.txt": b""}))
    found = room.collect(whole)
    assert [type(one) for one in found] == [Collected, Collected, Left]
    assert room.parts("ada") == room.parts("bob") == WORK
    received = room.received("bob")
    assert received is not None
    assert f"{received.sent:%d %H:%M:%S}" == "04 22:16:19"
    place = whole / "export/submission_302"
    assert room.collected(place, wish=Wish(room.learner("bob"))).learner.id == "bob"


def test_every_command_that_is_suggested_can_be_typed(room: Class, ctml: Run) -> None:
    def collect(words: list[str]) -> list[str]:
        return ctml("cohort", "collect", *words, cwd=room.folder.root).stdout.splitlines()

    moodle = zip_of({f"Eve  O'Neill_7_assignsubmission_file_/{SAVE_ME}": b"# 1\n", "x/y": b""})
    (room.inbox / "all of it.zip").write_bytes(moodle)
    canvas = {"neilleve_8_9_save_me.py": b"# 2\n", "zoe_1_2_work.zip": zip_of({SAVE_ME: b"# 3\n"})}
    (room.inbox / "submissions.zip").write_bytes(zip_of(canvas))
    room.lay({"loose/neilleve_8_9_save_me.py": b"# 4\n", f"zoe/{SAVE_ME}": b"# 5\n"})
    every = [room.inbox / name for name in ("all of it.zip", "submissions.zip", "loose")]
    lines = collect([*map(str, every), str(room.inbox)])
    commands = [
        shlex.split(line) for line in lines if line.startswith("  next:  ctml") and "--as" in line
    ]
    assert len(commands) == 7, lines
    for command in commands:
        words = [word.replace("ID", "ada") for word in command[4:]]
        told = collect(words)
        assert "1 learner of 2" in "\n".join(told), (words, told)
    assert "  roster.csv, and collect again; or type the lines above, with the ID of each" in lines


def test_all_in_a_zip_as_one_learners_says_which_places_there_are(room: Class, ctml: Run) -> None:
    whole = room.base / "all.zip"
    whole.write_bytes(zip_of({f"eve 1/{SAVE_ME}": b"# 1\n", f"zoe/{SAVE_ME}": b"# 2\n"}))
    done = ctml("cohort", "collect", str(whole), "--as", "ada", cwd=room.folder.root)
    (step,) = (line for line in done.stderr.splitlines() if "next:" in line)
    words = shlex.split(step.partition("ctml")[2])
    assert ctml(*words, cwd=room.folder.root).returncode == 0
    assert room.parts() == {"save_me": b"# 1\n"}


def test_one_zip_of_one_learner_by_an_instructors_word_is_read(room: Class) -> None:
    file = room.send("stranger.zip", zip_of({SAVE_ME: b"# 1\n"}))
    room.collected(file, wish=Wish(room.learner("bob")))
    assert room.parts("bob") == {"save_me": b"# 1\n"}


def test_a_place_that_is_in_no_zip_is_told(room: Class, ctml: Run) -> None:
    whole = room.base / "all.zip"
    whole.write_bytes(zip_of({f"eve/{SAVE_ME}": b"# 1\n"}))
    for place in (whole / "nobody", room.base / "no.zip" / "eve", room.base / "x (branch y)"):
        done = ctml("cohort", "collect", str(place), cwd=room.folder.root)
        assert (done.returncode, "there is no such file" in done.stderr) == (2, True)


def test_a_folder_of_a_class_among_submissions_is_told_as_that(room: Class, ctml: Run) -> None:
    room.lay({f"drop/{name}/{SAVE_ME}": b"# 1\n" for name in ("ada", "bob")})
    room.lay({f"other/x/{SAVE_ME}": b"# 1\n"})
    lines = ctml("cohort", "collect", "../inbox", cwd=room.folder.root).stdout.splitlines()
    assert lines[:2] == [
        "not collected: ../inbox/drop holds the work of several learners",
        "  next:  ctml cohort collect ../inbox/drop",
    ]


def test_a_folder_of_a_learner_never_puts_work_into_anothers_place(room: Class) -> None:
    room.lay({f"bob/ada/{SAVE_ME}": b"# by bob\n", f"bob/x/{SAVE_ME}": b"# by bob\n"})
    room.lay({f"zoe/{SAVE_ME}": b"# zoe\n"})
    room.collect()
    assert room.received("ada") is None


def test_what_is_quoted_is_one_printable_word_of_a_shell(tmp_path: Path) -> None:
    assert quoted("a b") == "'a b'"
    assert quoted("\x1b[2J'\\é\udcff") == r"$'\x1b[2J\x27\x5c\xc3\xa9\xff'"
