"""What a learner may call an exercise: its slug, its file, or the place that the list shows."""

import dataclasses

import pytest

from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.errors import LearnerError


@pytest.fixture(scope="module")
def curriculum() -> Curriculum:
    return read_curriculum()


@pytest.mark.parametrize(
    "name",
    [
        "token_id",
        "01_token_id.py",
        "exercises/01_domain_objects/01_token_id.py",
        r"exercises\01_domain_objects\01_token_id.py",
        "1.1",
        "01/1",
        "01.01",
        "01_domain_objects/1",
    ],
)
def test_an_exercise_has_many_names(curriculum: Curriculum, name: str) -> None:
    assert curriculum.find(name) == curriculum.by_slug["token_id"]


def test_the_place_that_is_shown_finds_each_exercise(curriculum: Curriculum) -> None:
    assert [curriculum.find(e.place) for e in curriculum.exercises] == list(curriculum.exercises)


def test_a_challenge_is_found_by_its_track_and_number(curriculum: Curriculum) -> None:
    first = curriculum.course[0]
    challenge = dataclasses.replace(first, slug="other", chapter="compiler_fix", number=3)
    more = dataclasses.replace(curriculum, challenges=(challenge,))
    assert challenge.place == "compiler_fix.3"
    assert [more.find(name) for name in ("compiler_fix.3", "compiler_fix/3")] == [challenge] * 2


def test_a_place_that_two_exercises_share_names_neither(curriculum: Curriculum) -> None:
    first = curriculum.course[0]
    double = dataclasses.replace(first, slug="double")
    both = dataclasses.replace(curriculum, course=(*curriculum.course, double))
    with pytest.raises(LearnerError, match=r"no exercise is called '0\.1'"):
        both.find("0.1")


@pytest.mark.parametrize(
    "name", ["1.99", "99.1", "1", "1.", ".1", "1.1.1", "1.1_token_id", "9" * 5000]
)
def test_what_is_no_name_is_told_with_the_way_to_the_list(
    curriculum: Curriculum, name: str
) -> None:
    with pytest.raises(LearnerError) as caught:
        curriculum.find(name)
    assert caught.value.next_step == "ctml list"


def test_a_gist_leaves_out_only_a_lead_that_says_the_slug_again(curriculum: Curriculum) -> None:
    gists = {slug: curriculum.by_slug[slug].gist for slug in ("save_me", "token_id", "predict_ids")}
    assert gists == {
        "save_me": "edit, save, read, repeat",
        "token_id": "an index with a meaning",
        "predict_ids": "Predict: which type survives?",
    }
