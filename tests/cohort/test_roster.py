"""roster.csv: any spreadsheet's table is read, and what is wrong is told by its line."""

import codecs
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.cohort.classes import WORK, Class, package

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.names import safe_name
from ctml_runner.cohort.roster import Learner, Roster, read_roster
from ctml_runner.errors import InstructorError

SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@+-]*")


def read(folder: Path, text: str | bytes) -> Roster:
    data = text if isinstance(text, bytes) else text.encode()
    CohortFolder(folder).roster.write_bytes(data)
    return read_roster(CohortFolder(folder))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_the_tables_that_spreadsheets_write(
    tmp_path: Path, delimiter: str, newline: str, mark: bytes
) -> None:
    rows = [
        ["ID", "Name", "E-Mail", "Login", "SIS ID", "Section", "Extra Days"],
        ["s1", '"Lovelace, Ada; ""A"""', "ada@x.org", "alove", "90210", "A", "2"],
        ["s2", "Évariste", "", "", "", "", ""],
        [],
    ]
    text = newline.join(delimiter.join(row) for row in rows) + newline
    assert read(tmp_path, mark + text.encode()) == Roster(
        (
            Learner("s1", 'Lovelace, Ada; "A"', "ada@x.org", "alove", "90210", "A", 2, "s1"),
            Learner("s2", "Évariste", folder="s2"),
        )
    )


def test_columns_that_are_missing_are_filled_and_others_passed_over(tmp_path: Path) -> None:
    roster = read(tmp_path, "group,id,shoe\nA,ada,42\n")
    assert roster == Roster((Learner("ada", folder="ada"),))


def test_a_roster_without_ids_names_the_columns_it_has(tmp_path: Path) -> None:
    with pytest.raises(InstructorError) as raised:
        read(tmp_path, "Ident;Name\na;b\n")
    assert str(raised.value).splitlines() == [
        "the roster has no column 'id'; its first line has: Ident, name",
        f"  where: {tmp_path}/roster.csv:1",
        "  next:  call the column of the learners' ids 'id'",
    ]
    with pytest.raises(InstructorError, match="its first line has: nothing"):
        read(tmp_path, "")


def test_a_roster_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(InstructorError, match="there is no roster"):
        read_roster(CohortFolder(tmp_path))
    with pytest.raises(InstructorError, match="not UTF-8 text") as raised:
        read(tmp_path, b"id\nada\nr\xf3za\n")
    assert raised.value.line == 3
    with pytest.raises(InstructorError, match="is no table"):
        read(tmp_path, "id,name\n" + "x" * 200_000 + "\n")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("ada,", "roster.csv:3: the id 'ada' stands in line 2 too; this one is left out"),
        ("Ada,", "roster.csv:3: the ids 'Ada' and 'ada' (line 2) look alike"),
        ("\N{FULLWIDTH LATIN SMALL LETTER A}da,", "look alike"),
        (",Nobody", "roster.csv:3: no id; this line is left out"),
        ("x,X,,9", "roster.csv:3: 4 cells, where the first line has 3"),
        ("x,X,soon", "roster.csv:3: extra_days is 'soon', not a whole number of days; taken as 0"),
        ("x,X,-1", "extra_days is '-1'"),
        ("x,X,1.5", "extra_days is '1.5'"),
        ("x,X,99999", "extra_days is '99999'"),
        ("x,X,\N{SUPERSCRIPT TWO}", "extra_days is"),
    ],
)
def test_what_is_wrong_is_told_by_its_line(tmp_path: Path, row: str, problem: str) -> None:
    roster = read(tmp_path, f"id,name,extra_days\nada,Ada,\n{row}\nbob,Bob,1\n")
    assert len(roster.problems) == 1
    assert problem in roster.problems[0]
    assert {"ada", "bob"} <= set(roster.by_id)
    assert roster.by_id["bob"].extra_days == 1


def test_a_column_that_is_nearly_one_of_ours_is_told(tmp_path: Path) -> None:
    roster = read(tmp_path, "id,emial\nada,ada@x.org\n")
    assert roster.problems == ("roster.csv:1: the column 'emial' is not read; is it 'email'?",)


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1), max_size=12))
@example(
    ["../../x", "..", "con", "CON", "nul.txt", ".", "a.", "a", "A", "\uff41", "a/b", "a\\b", "-r"]
)
@example(["x-9cdf6a5010", "../../x"])
def test_folders_are_safe_and_nobody_shares_one(names: list[str]) -> None:
    taken: set[str] = set()
    for name in dict.fromkeys(names):
        folder = safe_name(name, taken)
        assert SAFE.fullmatch(folder)
        assert folder not in {".", ".."}
        assert folder.casefold().split(".")[0] not in {"con", "nul", "aux", "prn"}
        assert folder.casefold() not in taken
        taken.add(folder.casefold())


def test_a_folder_stays_when_others_join(tmp_path: Path) -> None:
    before = read(tmp_path, "id\nbob\n../x\n")
    after = read(tmp_path, "id\nbob\n../x\nBob\nzed\n")
    assert after.learners[:2] == before.learners
    assert len({learner.folder.casefold() for learner in after.learners}) == 4


def test_a_folder_stays_however_the_roster_is_sorted(room: Class) -> None:
    room.folder.roster.write_text("id\nada\nBOB\nBob\nx-9cdf6a5010\n../../x\n")
    before = {one.id: one.folder for one in room.roster.learners}
    room.folder.roster.write_text("id\n../../x\nBob\nada\nx-9cdf6a5010\nBOB\n")
    assert {one.id: one.folder for one in room.roster.learners} == before
    assert (before["BOB"], before["ada"]) == ("BOB", "ada")


def test_who_has_a_submission_keeps_its_folder_when_others_join_above(room: Class) -> None:
    room.folder.roster.write_text("id\nBob\n")
    room.collect(room.send("Bob.ctml.zip", package("Bob")))
    room.folder.roster.write_text("id\nbob\nBOB\nBob\n")
    assert room.parts("Bob") == WORK
    room.collect(room.send("bob2.ctml.zip", package("bob", {"save_me": b"# bob's\n"})))
    assert room.parts("bob") == {"save_me": b"# bob's\n"}
    assert room.parts("Bob") == WORK


def test_of_two_columns_that_mean_the_same_the_first_is_read_and_that_is_told(
    tmp_path: Path,
) -> None:
    roster = read(tmp_path, "id,name,ID,Email,E-Mail\ns1,Ada,777,a@x.org,b@y.org\n")
    assert roster.learners == (Learner("s1", "Ada", "a@x.org", folder="s1"),)
    assert roster.problems == (
        "roster.csv:1: 2 columns mean 'id'; the first of them is read",
        "roster.csv:1: 2 columns mean 'email'; the first of them is read",
    )


def test_an_id_that_is_there_again_is_left_out_and_told_so_beside_one_that_looks_alike(
    tmp_path: Path,
) -> None:
    roster = read(tmp_path, "id\nAda\nada\nada\nAda\n")
    assert [one.id for one in roster.learners] == ["Ada", "ada"]
    assert roster.problems == (
        "roster.csv:3: the ids 'ada' and 'Ada' (line 2) look alike",
        "roster.csv:4: the id 'ada' stands in line 3 too; this one is left out",
        "roster.csv:5: the id 'Ada' stands in line 2 too; this one is left out",
    )


def test_learners_are_found_by_whatever_they_are_known_by(tmp_path: Path) -> None:
    roster = read(
        tmp_path, "id,login,email\nada,al,ADA@x.org\nbob,al2,same@x.org\nz,q,same@x.org\n"
    )
    assert roster.find("AL").id == roster.find("ada@X.org").id == "ada"
    with pytest.raises(InstructorError, match="may be any of 'bob', 'z'"):
        roster.find("same@x.org")
    with pytest.raises(InstructorError, match="nobody called 'adda'; did you mean 'ada'"):
        roster.find("adda")


def test_a_name_for_people_finds_who_alone_is_called_so(tmp_path: Path) -> None:
    roster = read(tmp_path, "id,name\na1,Åsa Ek\nb2,Bo\nc3,bo\nd4,b2\ne5,\n")
    assert roster.find("åsa ek").id == "a1"
    assert roster.find("b2").id == "b2"
    with pytest.raises(InstructorError, match="may be any of 'b2', 'c3'"):
        roster.find("Bo")
    with pytest.raises(InstructorError, match="nobody called ''"):
        roster.find("")
