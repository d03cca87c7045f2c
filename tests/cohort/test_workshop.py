"""A workshop's pages: sixty minutes that add up, real content, and nothing that is lost."""

import re
import shlex
import subprocess
import sys
import tomllib
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from ctml.demo.contents import DEMOS
from ctml_runner.cli import app
from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.plan import AfterTime, Item, Never, Plan, read_plan
from ctml_runner.cohort.workshop.guide import read_guide
from ctml_runner.cohort.workshop.pages import PAGES, pages
from ctml_runner.cohort.workshop.playlist import SIZE, playlist
from ctml_runner.cohort.workshop.speech import DEMO, checkpoints
from ctml_runner.cohort.workshop.timetable import LENGTH, Part, timetable
from ctml_runner.cohort.workshop.writing import write_pages
from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.course.exercise import Misconception


@pytest.fixture(scope="module")
def curriculum() -> Curriculum:
    return read_curriculum()


@pytest.fixture(scope="module")
def plan(curriculum: Curriculum) -> Plan:
    return Plan("Types in an hour", "0.1.0", playlist(curriculum), any_order=True, workshop=True)


def of(count: int, ahead: int = 0) -> Plan:
    items = tuple(Item(f"e{n}", 1, must=n >= ahead) for n in range(count))
    return Plan("Room", "0.1.0", items)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6, 7, 13])
@pytest.mark.parametrize("ahead", [0, 1, 3])
def test_every_minute_of_the_sixty_belongs_to_one_part(count: int, ahead: int) -> None:
    slots = timetable(of(count + ahead, ahead))
    ends = [0, *(slot.end for slot in slots)]
    assert [slot.begin for slot in slots] == ends[:-1]
    assert ends[-1] == LENGTH == 60
    spent = {part: sum(s.end - s.begin for s in slots if s.part is part) for part in Part}
    assert spent[Part.PREFLIGHT] == 5
    assert spent[Part.LOOP] + spent[Part.IDEA] == 10
    assert spent[Part.EXERCISE] == 35
    assert spent[Part.SEEN] + spent[Part.TICKET] == 10
    assert [s.exercise for s in slots if s.exercise] == [f"e{ahead + n}" for n in range(count)]


def test_where_nothing_is_for_everyone_everything_has_its_minutes() -> None:
    assert len([slot for slot in timetable(of(2, 2)) if slot.exercise]) == 2


def test_six_exercises_are_proposed_some_of_them_for_whoever_is_ahead(
    curriculum: Curriculum,
) -> None:
    items = playlist(curriculum)
    assert len(items) == SIZE == 6
    assert {item.must for item in items} == {True, False}
    order = [exercise.slug for exercise in curriculum.course]
    assert sorted((item.slug for item in items), key=order.index) == [i.slug for i in items]


def test_what_the_course_has_lost_is_made_up_for(curriculum: Curriculum) -> None:
    course = tuple(one for one in curriculum.course if one.slug != "compose")
    items = playlist(Curriculum(curriculum.root, course, ()))
    assert len({item.slug for item in items}) == SIZE


def test_every_misconception_of_the_proposed_exercises_has_a_question_of_its_own(
    curriculum: Curriculum,
) -> None:
    guide = read_guide()
    for item in playlist(curriculum):
        known = {wrong.name for wrong in curriculum.misconceptions(curriculum.by_slug[item.slug])}
        assert set(guide.exercises[item.slug].ask) == known, item.slug
    assert set(guide.exercises) == {item.slug for item in playlist(curriculum)}
    for entry in guide.exercises.values():
        assert all(question.count("?") >= 1 for question in entry.ask.values())


@pytest.mark.parametrize(
    ("says", "asks"),
    [
        ("refused:arg-type", "Which line should have been refused?"),
        ("test_sum", "Read the test's sentence aloud"),
        ("operator", "which two things met"),
    ],
)
def test_a_misconception_without_a_question_is_asked_by_what_the_screen_says(
    says: str, asks: str
) -> None:
    assert asks in read_guide().ask(Misconception("else", "name", "", "", says, ""))


def test_the_guide_has_words_for_every_part_of_the_hour() -> None:
    assert set(read_guide().parts) == {part.value for part in Part}


def test_the_demo_that_is_shown_has_the_parts_that_are_named() -> None:
    [shown] = [demo for demo in DEMOS if demo.name == DEMO]
    titles = [section.title for section in shown.sections()]
    assert "Three arrows" in titles[0]
    assert "One arrow, made of three" in titles[3]
    assert "does not compose" in titles[4]


def test_the_agenda_tells_every_minute(plan: Plan, curriculum: Curriculum) -> None:
    agenda = pages(plan, curriculum)["agenda.md"]
    rows = re.findall(r"^\| +(\d+) to +(\d+) \| (.+) \| (.+) \| (.+) \|$", agenda, re.MULTILINE)
    assert [(int(begin), int(end)) for begin, end, *_ in rows] == [
        (0, 5), (5, 9), (9, 15), (15, 20), (20, 30), (30, 40), (40, 50), (50, 55), (55, 60),
    ]  # fmt: skip
    assert "For whoever is ahead, at any time: newtype_leak, lift." in agenda
    assert "**compose**: arrows joined in the order in which they happen" in rows[5][2]


def test_the_instructor_reads_each_idea_and_each_mistake_with_its_question(
    plan: Plan, curriculum: Curriculum
) -> None:
    page = pages(plan, curriculum)["instructor.md"]
    guide = read_guide()
    for item in plan.items:
        exercise = curriculum.by_slug[item.slug]
        assert f". {item.slug}: {exercise.gist}" in page
        assert " ".join(curriculum.solution(exercise).why.split()) in page
        for wrong in curriculum.misconceptions(exercise):
            assert f"- **{wrong.name}** (" in page
            assert f"“{guide.ask(wrong)}”" in page
    for slot in timetable(plan):
        assert f"**Minute {slot.begin}.** " in page
    for check in checkpoints(timetable(plan), guide):
        assert f"- **Minute {check.minute}**: {check.do}" in page


def test_no_page_has_a_hole(plan: Plan, curriculum: Curriculum) -> None:
    ordered = replace(plan, any_order=False, items=plan.items[:1])
    for one in (plan, ordered, replace(plan, items=plan.items[2:3])):
        for name, page in pages(one, curriculum).items():
            assert page.startswith("# "), name
            assert not re.search(r"[{}]|None|Undefined|\n\n\n\n", page), name
            assert "\n\n\n|" not in page, name


def test_the_pages_keep_the_plans_rule_about_solutions(plan: Plan, curriculum: Curriculum) -> None:
    assert "and not before" in pages(plan, curriculum)["card.md"]
    later = pages(replace(plan, solutions=AfterTime(time(17, 30))), curriculum)
    assert all("to everyone from 17:30 on" in later[name] for name in ("agenda.md", "card.md"))
    never = pages(replace(plan, solutions=Never()), curriculum)
    assert "Solutions are shown to nobody." in never["card.md"]


def commands(text: str) -> list[list[str]]:
    """Return every ``ctml`` command that stands in a page."""
    found = re.findall(r"`(ctml [^`]+)`|^    (ctml .+?)(?:  .*)?$", text, re.MULTILINE)
    return [shlex.split(inline or block)[1:] for inline, block in found]


def test_every_command_on_the_pages_is_one(plan: Plan, curriculum: Curriculum) -> None:
    for name, page in pages(plan, curriculum).items():
        for words in commands(page):
            names = [word for word in words if not word.startswith("-") and word.islower()]
            depth = 2 if names[0] == "cohort" else 1
            asked = CliRunner().invoke(app, [*names[:depth], "--help"])
            assert asked.exit_code == 0, (name, words)
            for option in (word for word in words if word.startswith("--")):
                assert option in asked.output, (name, words)
    assert any("cohort" in words for words in commands(pages(plan, curriculum)["agenda.md"]))


def test_what_was_changed_in_a_page_is_kept_beside_it(tmp_path: Path) -> None:
    folder = CohortFolder(tmp_path)
    write_pages(folder, {"card.md": "one\n"})
    assert write_pages(folder, {"card.md": "one\n"}).kept == ()
    for number in (1, 2):
        (folder.workshop / "card.md").write_text(f"mine {number}\n")
        [kept] = write_pages(folder, {"card.md": "two\n"}).kept
        assert (kept.name, kept.read_text()) == (f"card.before-{number}.md", f"mine {number}\n")
    assert (folder.workshop / "card.md").read_text() == "two\n"


def ctml(*words: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-P", "-m", "ctml_runner", "cohort", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_a_workshop_is_made_changed_and_written_anew(
    tmp_path: Path, curriculum: Curriculum
) -> None:
    made = ctml("new", "room", "--workshop", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert "ctml cohort handout && ctml cohort wheelhouse stick" in made.stdout
    folder = CohortFolder(tmp_path / "room")
    plan = read_plan(folder, curriculum)
    assert (plan.items, plan.any_order, plan.workshop) == (playlist(curriculum), True, True)
    assert (plan.stuck_attempts, plan.stuck_hours) == (6, 0.2)
    assert {page.name for page in folder.workshop.iterdir()} == set(PAGES)
    text = folder.plan.read_text().replace("mismatch = 1\n", "mismatch = 1\nidentity = 1\n")
    assert tomllib.loads(text)["exercises"]["identity"] == 1
    folder.plan.write_text(text)
    again = ctml("workshop", cwd=folder.root)
    assert (again.returncode, "agenda.before-1.md" in again.stdout) == (0, True)
    assert "**identity**" in (folder.workshop / "agenda.md").read_text()


def test_a_workshop_of_exercises_that_were_named_is_for_everyone(
    tmp_path: Path, curriculum: Curriculum
) -> None:
    made = ctml("new", "room", "--workshop", "--exercises", "save_me,annotate", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    plan = read_plan(CohortFolder(tmp_path / "room"), curriculum)
    assert plan.items == (Item("save_me", 1), Item("annotate", 1))
    assert "All are for everyone." in (tmp_path / "room" / "workshop" / "agenda.md").read_text()
