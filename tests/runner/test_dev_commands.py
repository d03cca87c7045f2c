"""ctml dev: what an author types, and what comes back."""

import json
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner

from ctml_runner import cli
from ctml_runner.authoring.compiler import Report, check_written
from ctml_runner.authoring.finding import Finding
from ctml_runner.authoring.skeleton import make_exercise
from ctml_runner.authoring.sources import TODO, read_course
from ctml_runner.commands import dev
from ctml_runner.errors import LearnerError

FINDING = Finding(PurePosixPath("exercises/01_tiny/01_double.py"), 7, "it is wrong", "mend it")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "exercises").mkdir()
    monkeypatch.setattr(dev, "checkout_root", lambda: tmp_path)
    return tmp_path


def report_of(monkeypatch: pytest.MonkeyPatch, report: Report) -> None:
    monkeypatch.setattr(dev, "check_course", lambda _root, **_: report)


def test_new_makes_all_that_an_exercise_needs_and_says_what_is_next(checkout: Path) -> None:
    result = CliRunner().invoke(cli.app, ["dev", "new", "03_tiny", "double"])
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        [
            "wrote exercises/03_tiny/01_double.py",
            "wrote solutions/03_tiny/01_double.py",
            "wrote solutions/03_tiny/misconceptions.toml",
            "wrote exercises/03_tiny/README.md",
            "  next:  fill in what is marked TODO, then type: ctml dev check",
        ],
    )


def test_a_skeleton_lacks_only_what_is_marked_to_be_written(tmp_path: Path) -> None:
    made = make_exercise(tmp_path, "03_tiny", "double")
    course = read_course(tmp_path)
    marked = {
        (path, number)
        for path in made
        for number, line in enumerate((tmp_path / path).read_text("utf-8").splitlines(), 1)
        if TODO in line
    }
    told = {(f.file, f.line) for f in check_written(course) if f.what.startswith("still to be")}
    table = PurePosixPath("solutions/03_tiny/misconceptions.toml")
    assert told - {(table, 3), (table, 10)} == {one for one in marked if one[0] != table}
    assert [f.what for f in check_written(course) if not f.what.startswith("still to be")] == [
        "the task has 3 lines; it should have 5 to 15"
    ]


def test_the_next_exercise_of_a_chapter_has_the_next_number(tmp_path: Path) -> None:
    make_exercise(tmp_path, "03_tiny", "double")
    made = make_exercise(tmp_path, "tiny", "triple")
    assert [str(path) for path in made] == [
        "exercises/03_tiny/02_triple.py",
        "solutions/03_tiny/02_triple.py",
        "solutions/03_tiny/misconceptions.toml",
    ]
    assert [one.exercise.slug for one in read_course(tmp_path).entries] == ["double", "triple"]
    assert [len(one.misconceptions) for one in read_course(tmp_path).entries] == [2, 2]


def test_a_challenge_goes_to_its_track(tmp_path: Path) -> None:
    made = make_exercise(tmp_path, "paper_to_code", "adam_paper")
    assert str(made[0]) == "challenges/paper_to_code/01_adam_paper.py"


@pytest.mark.parametrize(
    ("chapter", "slug", "what", "next_step"),
    [
        ("03_tiny", "double", "an exercise is called 'double' already", "choose another slug"),
        ("04_more", "Double", "'Double' is no slug", "ctml dev new CHAPTER token_id"),
        ("04_more", "testing", "'testing' is no slug", "ctml dev new CHAPTER token_id"),
        ("03_other", "more", "'03_other' is no chapter; the number is that of 03_tiny", "use NN"),
        ("ghost", "more", "'ghost' is no chapter and can't become one", "use NN_name, or one of"),
        ("paper_to_code", "adam", "the slugs of paper_to_code end in '_paper'",
         "ctml dev new paper_to_code adam_paper"),
    ],
)  # fmt: skip
def test_new_refuses_what_can_not_be(
    tmp_path: Path, chapter: str, slug: str, what: str, next_step: str
) -> None:
    make_exercise(tmp_path, "03_tiny", "double")
    with pytest.raises(LearnerError) as refused:
        make_exercise(tmp_path, chapter, slug)
    assert refused.value.what.startswith(what)
    assert refused.value.next_step.startswith(next_step)


def test_check_prints_file_line_what_and_next_and_exits_with_1(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_of(monkeypatch, Report(1, (FINDING,), 2.0))
    result = CliRunner().invoke(cli.app, ["dev", "check"])
    assert (result.exit_code, result.output) == (
        1,
        f"{FINDING}\n1 exercises, 1 error, 2 s\n",
    )


def test_a_finding_is_printed_with_file_and_line_first() -> None:
    wanted = "exercises/01_tiny/01_double.py:7: it is wrong\n    next: mend it"
    assert str(FINDING) == wanted


def test_check_with_json_prints_one_object(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report_of(monkeypatch, Report(1, (FINDING,), 2.0))
    result = CliRunner().invoke(cli.app, ["dev", "check", "--json"])
    assert (result.exit_code, json.loads(result.output)) == (
        1,
        {
            "ok": False,
            "exercises": 1,
            "errors": [
                {
                    "file": "exercises/01_tiny/01_double.py",
                    "line": 7,
                    "what": "it is wrong",
                    "next": "mend it",
                }
            ],
            "seconds": 2.0,
            "recorded": False,
        },
    )


def test_check_exits_with_0_when_all_is_proven(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_of(monkeypatch, Report(14, (), 30.0, recorded=True))
    result = CliRunner().invoke(cli.app, ["dev", "check", "--record"])
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        ["wrote solutions/fingerprints.json", "14 exercises, all is proven, 30 s"],
    )


def test_an_installed_copy_is_told_to_use_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "checkout_root", lambda: tmp_path)
    result = CliRunner().invoke(cli.app, ["dev", "check"])
    assert isinstance(result.exception, LearnerError)
    assert result.exception.where == tmp_path
