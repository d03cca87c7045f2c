"""Gradescope, Classroom 50 and Exercism: JSON by the schemas of their documentation."""

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest
from tests.cohort.exported import HOSTILE, SCHEMAS, documents, made, rows
from tests.cohort.generated import CURRICULUM, make_class
from tests.cohort.pretend import NAMES

from ctml_runner.cohort.export.formats import Format
from ctml_runner.cohort.feedback.claims import claims
from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.gradebook import append_mark, hand_mark
from ctml_runner.cohort.marks import total
from ctml_runner.cohort.results import TestMark, append, read_results
from ctml_runner.cohort.standing.gathering import gather

FORMATS = [Format.GRADESCOPE, Format.CLASSROOM50, Format.EXERCISM]


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> CohortFolder:
    """Return a class with hostile names, a mark by hand, and somebody who sent nothing."""
    folder = make_class(tmp_path_factory.mktemp("class"), 14, 6, names=(*HOSTILE, *NAMES))
    with folder.roster.open("a", encoding="utf-8") as roster:
        roster.write("absent,Nobody Yet,,,,,\n")
    append_mark(folder, hand_mark("s0000", "save_me", 1.5, "nearly"))
    append_mark(folder, hand_mark("s0001", "save_me", 9, "more than all"))
    return folder


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("anonymous", [False, True])
def test_every_file_is_what_its_schema_asks_for(
    cohort: CohortFolder, form: Format, anonymous: bool
) -> None:
    schema = json.loads((SCHEMAS / f"{form}.json").read_text())
    validator = jsonschema.Draft202012Validator(schema)
    files = documents(made(cohort, form, anonymous=anonymous))
    assert len(files) == {"gradescope": 15, "classroom50": 14, "exercism": 15 * 6}[form]
    problems = [
        f"{path}: {e.message}" for path, one in files.items() for e in validator.iter_errors(one)
    ]
    assert problems == []


@pytest.mark.parametrize("form", FORMATS)
def test_a_schema_refuses_what_is_not_of_its_form(form: Format) -> None:
    schema = json.loads((SCHEMAS / f"{form}.json").read_text())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"score": "three", "version": 2, "tests": [{"passed": 1}]}, schema)


def test_gradescopes_score_is_the_sum_and_carries_the_level(cohort: CohortFolder) -> None:
    marks = gather(cohort, CURRICULUM).marks
    for path, one in documents(made(cohort, Format.GRADESCOPE)).items():
        learner = path.partition("/")[0]
        assert one["score"] == total(marks.by[learner])
        assert one["score"] == sum(test["score"] for test in one["tests"])
        assert one["extra_data"]["level"] == (None if learner == "absent" else 2)


def test_nothing_in_gradescope_is_html(cohort: CohortFolder) -> None:
    text = json.dumps(documents(made(cohort, Format.GRADESCOPE)))
    assert set(_values(json.loads(text), "output_format")) == {"text"}
    assert set(_values(json.loads(text), "name_format")) == {"text"}


def _values(value: object, key: str) -> list[object]:
    if isinstance(value, dict):
        own = [value[key]] if key in value else []
        return own + [found for one in value.values() for found in _values(one, key)]
    if isinstance(value, list):
        return [found for one in value for found in _values(one, key)]
    return []


def test_who_sent_nothing_has_zero_of_the_maximum(cohort: CohortFolder) -> None:
    one = documents(made(cohort, Format.GRADESCOPE))["absent/results.json"]
    assert one["score"] == 0
    assert [test["max_score"] for test in one["tests"]] == [2, 3, 4, 2, 3, 1]
    told = made(cohort, Format.CLASSROOM50)
    assert "absent/result.json" not in told.files
    assert "1 handed in nothing, and have no result in Classroom 50" in told.notes


def test_classroom50_has_whole_points_and_says_what_it_left_off(cohort: CohortFolder) -> None:
    told = made(cohort, Format.CLASSROOM50, classroom="cs")
    files = documents(told)
    assert {one["classroom"] for one in files.values()} == {"cs"}
    assert {one["assignment"] for one in files.values()} == {"cs"}
    for one in files.values():
        assert one["score"] == sum(test["score"] for test in one["tests"])
        assert one["score"] <= one["max-score"]
        assert all(test["level"] == 2 for test in one["tests"] if test["outcome"] != "not_run")
    (note,) = (note for note in told.notes if "Classroom 50 takes whole points" in note)
    assert note.count(" as ") == 2


def test_classroom50s_datetime_is_when_it_was_handed_in(cohort: CohortFolder) -> None:
    gathered = gather(cohort, CURRICULUM)
    for path, one in documents(made(cohort, Format.CLASSROOM50)).items():
        sent = gathered.received[path.partition("/")[0]].sent
        assert one["datetime"] == sent.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_a_form_without_a_place_for_the_level_has_a_sheet_beside_it(cohort: CohortFolder) -> None:
    told = made(cohort, Format.EXERCISM)
    head, *lines = rows(told.files["levels.csv"])
    assert head == ["id", "exercise", "outcome", "level"]
    marks = list(gather(cohort, CURRICULUM).marks.all)
    assert len(lines) == len(marks)
    for line, mark in zip(lines, marks, strict=True):
        level = "" if mark.level is None else str(mark.level)
        assert line == [mark.learner, mark.exercise, mark.outcome.value, level]


def test_exercism_passes_exactly_what_passed(cohort: CohortFolder) -> None:
    results = gather(cohort, CURRICULUM).results
    for path, one in documents(made(cohort, Format.EXERCISM)).items():
        learner, slug, _ = path.split("/")
        graded = results.of(learner, slug)
        assert (one["status"] == "pass") == (graded is not None and graded.outcome == "passed")


def test_exercism_tells_the_tests_in_the_order_of_the_checks(cohort: CohortFolder) -> None:
    one = documents(made(cohort, Format.EXERCISM))["s0000/save_me/results.json"]
    names = [test["name"] for test in one["tests"]]
    checks = CURRICULUM.by_slug["save_me"].checks
    assert names[0] == "types"
    assert [checks.index(f"def {name}(") for name in names[1:]] == sorted(
        checks.index(f"def {name}(") for name in names[1:]
    )


def test_exercism_tells_which_tests_the_time_did_not_reach(tmp_path: Path) -> None:
    folder = make_class(tmp_path, 1, 1)
    (result,) = read_results(folder).newest.values()
    first = TestMark(next(iter(claims(CURRICULUM.by_slug["save_me"]))), passed=False)
    late = {"outcome": "timed_out", "codes": (), "tests": (first,)}
    append(folder.results, [msgspec.structs.replace(result, **late)])
    one = documents(made(folder, Format.EXERCISM))["s0000/save_me/results.json"]
    types, stopped, *others = one["tests"]
    assert (one["status"], types["status"], stopped["status"]) == ("fail", "pass", "fail")
    assert others
    assert all(test["message"].startswith("the time was up before it ran; ") for test in others)


@pytest.mark.parametrize("form", FORMATS)
def test_pseudonyms_leave_nothing_of_the_roster(cohort: CohortFolder, form: Format) -> None:
    told = made(cohort, form, anonymous=True)
    text = " ".join([*told.files, *(data.decode() for data in told.files.values())])
    for learner in gather(cohort, CURRICULUM).roster.learners:
        for word in (learner.id, learner.email, learner.login, learner.sis_id):
            assert not word or f'"{word}"' not in text
        assert json.dumps(learner.name)[1:-1] not in text
    assert "nearly" not in text
