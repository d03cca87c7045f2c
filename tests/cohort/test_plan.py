"""cohort.toml: what it says becomes a value, or one clear sentence."""

import tomllib
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from dulwich.ignore import IgnoreFilterManager
from dulwich.repo import Repo
from hypothesis import given
from hypothesis import strategies as st
from tests.cohort.classes import CURRICULUM, Class

from ctml_runner.cohort.export.pseudonyms import secret
from ctml_runner.cohort.folder import find_cohort
from ctml_runner.cohort.grading.seed import cohort_seed
from ctml_runner.cohort.opening import Wish, chosen, due_time, open_cohort
from ctml_runner.cohort.plan import AfterTime, Item, Limits, Never, Plan, read_plan
from ctml_runner.cohort.plan import zone as zone_module
from ctml_runner.cohort.plan.zone import local_zone
from ctml_runner.course.workspace import Workspace
from ctml_runner.course.workspace.rules import AfterPass, CohortRules, read_rules, write_rules
from ctml_runner.errors import InstructorError

WHOLE = """\
name = "Spring"
course = "0.1.0"
due = 2026-03-04T12:00:00+01:00
grace_minutes = 15
any_order = true
solutions = "after 17:30"
workshop = true
[exercises]
token_id = { points = 2, must = false }
save_me = 1
[grading]
least_level = 1
seconds = 5
memory_mib = 512
processes = 8
files_mib = 2
[stuck]
attempts = 3
hours = 0.5
"""


def planned(room: Class, text: str) -> Plan:
    room.folder.plan.write_text(text)
    return room.plan


def test_everything_that_can_be_said_is_read_and_the_order_is_kept(room: Class) -> None:
    assert planned(room, WHOLE) == Plan(
        name="Spring",
        course="0.1.0",
        items=(Item("token_id", 2, must=False), Item("save_me", 1)),
        due=datetime(2026, 3, 4, 11, tzinfo=UTC),
        grace=timedelta(minutes=15),
        limits=Limits(5.0, 512, 8, 2),
        least_level=1,
        solutions=AfterTime(time(17, 30)),
        any_order=True,
        stuck_attempts=3,
        stuck_hours=0.5,
        workshop=True,
    )


def test_what_is_left_out_has_its_default(room: Class) -> None:
    bare = planned(room, 'name = "A"\n[exercises]\nsave_me = 3\n')
    assert bare == Plan("A", "", (Item("save_me", 3),))
    assert (bare.maximum, bare.slugs) == (3, ("save_me",))


@pytest.mark.parametrize(
    ("line", "says", "step"),
    [
        ("nam = 1", "cohort.toml has no key 'nam'; did you mean 'name'?", "mend the line"),
        ("xyzzy = 1", "no key 'xyzzy'; it may have name, course, due", "mend"),
        ("seconds = 1", "no key 'seconds'; it belongs below [grading]", "mend"),
        ('due = "soon"', 'due can\'t be "soon"', "write due as a date and a time with its zone"),
        ("due = 2026-03-04", "due can't be 2026-03-04", "write due as a date and a time"),
        ("due = 2026-03-04T12:00:00", "which says no time zone", "write: due = 2026-03-04T12:00"),
        ("due = 9999-12-31T12:00:00Z", "due can't be 9999-12-31T12:00", "write due as a date"),
        ("due = 0001-01-01T00:00:00+14:00", "due can't be 0001-01-01", "write due as a date"),
        ("grace_minutes = -1", "grace_minutes can't be -1", "a number from 0 to 525600"),
        ("any_order = 1", "any_order can't be 1", "write any_order as true or false"),
        ('zone = "Berlin"', 'zone can\'t be "Berlin"', 'it may be the name of a zone, such as "Eu'),
        ('zone = "Europe"', 'zone can\'t be "Europe"', "it may be the name of a zone"),
        ('zone = "../x"', 'zone can\'t be "../x"', "it may be the name of a zone"),
        ('late = "10"', 'late can\'t be "10"', '"zero", "full", or a share'),
        ('solutions = "later"', 'solutions can\'t be "later"', '"after-pass", "never", or a time'),
        ("grading = 1", "grading is a table, not a value", "write [grading] on a line of its own"),
        ("[grades]", "there is no table [grades]; did you mean 'grading'?", "mend the line"),
        ("[grading]\nleast_level = 4", "[grading] least_level can't be 4", "a whole number from 0"),
        ("[grading]\nseconds = 0", "[grading] seconds can't be 0", "a number above 0, up to 3600"),
        ("[grading]\nsecond = 1", "[grading] has no key 'second'; did you mean 'seconds'?", "mend"),
        ("[stuck]\nhours = true", "[stuck] hours can't be true", "a number above 0"),
        ("[exercises]\nsave_mee = 1", "no exercise of this course; did you mean 'save_me'", "list"),
        ("[exercises]\nsave_me = 1.5", "the points of save_me can't be 1.5", "a whole number"),
        ("[exercises]\nsave_me = {must = true}", "the points of save_me can't be that", "points ="),
        ("[exercises]\nsave_me = -1", "the points of save_me can't be -1", "from 0 to 10000"),
        ("[exercises]", "the plan has no exercises", "save_me = 1"),
        ("x = = 1", "cohort.toml is not TOML", "a line is like"),
    ],
)
def test_what_means_nothing_is_one_sentence_with_the_line_and_what_to_write(
    room: Class, line: str, says: str, step: str
) -> None:
    with pytest.raises(InstructorError) as raised:
        planned(room, f'name = "A"\n{line}\n')
    assert says in raised.value.what
    assert step in raised.value.next_step
    assert raised.value.where == room.folder.plan
    assert raised.value.line == 2 + line.count("\n")


def test_a_plan_without_a_name_or_of_bytes(room: Class) -> None:
    with pytest.raises(InstructorError, match="the plan has no name"):
        planned(room, "[exercises]\nsave_me = 1\n")
    room.folder.plan.write_bytes(b'name = "\xff"\n')
    with pytest.raises(InstructorError, match="is not UTF-8 text"):
        assert room.plan


def test_what_new_writes_is_what_is_read_and_explains_every_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    due = datetime(2026, 12, 15, 22, 59, tzinfo=UTC)
    folder = open_cohort(tmp_path / "a class", CURRICULUM, "0.1.0", Wish(CURRICULUM.course, due))
    items = tuple(Item(exercise.slug, 1) for exercise in CURRICULUM.course)
    assert read_plan(folder, CURRICULUM) == Plan(
        "a class", "0.1.0", items, due, zone="Europe/Berlin"
    )
    text = folder.plan.read_text()
    assert all(f"# {challenge.slug} = 2\n" in text for challenge in CURRICULUM.challenges)
    tables = [table for table in tomllib.loads(text).values() if isinstance(table, dict)]
    keys = [key for table in tables[1:] for key in table]
    assert keys
    lines = text.splitlines()
    for key in keys:
        at = next(number for number, line in enumerate(lines) if line.startswith(f"{key} ="))
        assert lines[at - 1].startswith("# ")
    assert folder.roster.read_text() == "id,name,email,login,sis_id,section,extra_days\n"


@pytest.mark.parametrize(
    ("named", "zone"),
    [
        (":Asia/Tokyo", "Asia/Tokyo"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", ""),
        ("/usr/share/zoneinfo/Asia/Tokyo", ""),
    ],
)
def test_the_zone_of_this_machine_is_named_where_it_has_a_name(
    monkeypatch: pytest.MonkeyPatch, named: str, zone: str
) -> None:
    monkeypatch.setenv("TZ", named)
    assert local_zone() == zone


def test_a_machine_without_a_named_zone_has_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TZ", raising=False)
    file = tmp_path / "zoneinfo" / "Asia" / "Tokyo"
    monkeypatch.setattr(zone_module, "_LOCAL", file)
    assert local_zone() == "Asia/Tokyo"
    monkeypatch.setattr(zone_module, "_LOCAL", tmp_path / "localtime")
    assert local_zone() == ""


def test_without_a_due_time_it_is_never_due_and_shows_how_to_say_one(tmp_path: Path) -> None:
    folder = open_cohort(tmp_path, CURRICULUM, "0.1.0", Wish(CURRICULUM.course[:1]))
    assert read_plan(folder, CURRICULUM).due is None
    shown = next(line for line in folder.plan.read_text().splitlines() if "# due =" in line)
    folder.plan.write_text(folder.plan.read_text().replace(shown, shown.removeprefix("# ")))
    assert read_plan(folder, CURRICULUM).due is not None


def test_git_is_told_to_keep_out_what_is_the_instructors_alone(tmp_path: Path) -> None:
    folder = open_cohort(tmp_path / "new", CURRICULUM, "0.1.0", Wish(CURRICULUM.course[:1]))
    cohort_seed(folder)
    secret(folder)
    with Repo.init(folder.root) as git:
        kept_out = IgnoreFilterManager.from_repo(git)
        places = (*folder.root.iterdir(), *folder.hidden.iterdir())
        names = {path.relative_to(folder.root).as_posix() for path in places if path.is_file()}
        kept = {name for name in names if not kept_out.is_ignored(name)}
    assert names - kept == {".ctml-cohort/seed", "pseudonyms.key"}
    assert kept == {".gitignore", "cohort.toml", "roster.csv"}
    (tmp_path / ".gitignore").write_text("mine\n")
    open_cohort(tmp_path, CURRICULUM, "0.1.0", Wish(CURRICULUM.course[:1]))
    assert (tmp_path / ".gitignore").read_text() == "mine\n"


def test_a_cohort_is_never_made_over_another_and_a_roster_stays(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("id\nada\n")
    open_cohort(tmp_path, CURRICULUM, "0.1.0", Wish(CURRICULUM.course))
    assert (tmp_path / "roster.csv").read_text() == "id\nada\n"
    before = (tmp_path / "cohort.toml").read_bytes()
    with pytest.raises(InstructorError, match="there is a cohort here already"):
        open_cohort(tmp_path, CURRICULUM, "0.1.0", Wish(CURRICULUM.course))
    assert (tmp_path / "cohort.toml").read_bytes() == before


def test_exercises_are_named_as_anywhere_else() -> None:
    def slugs(said: str) -> list[str]:
        return [exercise.slug for exercise in chosen(CURRICULUM, said)]

    assert slugs("token_id, 0.1") == ["save_me", "token_id"]
    assert slugs("00") == [one.slug for one in CURRICULUM.course if one.chapter[:2] == "00"]
    assert slugs("paper_to_code") == ["adam_paper"]
    with pytest.raises(InstructorError, match="'tokenid'; did you mean 'token_id'"):
        slugs("tokenid")
    with pytest.raises(InstructorError, match="no exercise is named"):
        slugs(" , ")


def test_times_as_they_are_typed() -> None:
    assert due_time("2026-12-15T23:59+01:00", "--due") == datetime(2026, 12, 15, 22, 59, tzinfo=UTC)
    assert due_time("2026-12-15", "--due") == due_time("2026-12-15 23:59", "--due")
    for text in ("soon", "", "15.12.2026", "9999-99-99", "9999-12-31", "0001-01-01T00:00+14:00"):
        with pytest.raises(InstructorError, match="is no time"):
            due_time(text, "--due")


def test_a_cohort_is_found_from_any_folder_in_it(room: Class) -> None:
    assert find_cohort(room.folder.submissions) == room.folder
    with pytest.raises(InstructorError, match=r"there is no cohort\.toml here"):
        find_cohort(room.base)


@given(
    st.builds(
        CohortRules,
        st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1),
        st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)).map(tuple),
        st.booleans(),
        st.one_of(
            st.builds(AfterPass),
            st.builds(Never),
            st.times().map(lambda moment: AfterTime(moment.replace(second=0, microsecond=0))),
        ),
    )
)
def test_rules_are_read_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, rules: CohortRules
) -> None:
    workspace = Workspace(tmp_path_factory.getbasetemp())
    workspace.hidden.mkdir(exist_ok=True)
    write_rules(workspace, rules)
    assert read_rules(workspace) == rules
