"""Marks: only a pass earns points, lateness is the file's, a mark by hand overrides."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml_runner.cohort.gradebook import HandMark, Key
from ctml_runner.cohort.lateness import due_for, lateness
from ctml_runner.cohort.marks import Mark, Marks, marks, total
from ctml_runner.cohort.plan import Everything, Item, LateRule, LessEachDay, Nothing, Plan
from ctml_runner.cohort.plan.late import late_rule, share
from ctml_runner.cohort.received import Received
from ctml_runner.cohort.results import Graded, TestMark
from ctml_runner.cohort.roster import Learner, Roster
from ctml_runner.cohort.words import told_span
from ctml_runner.judging.verdict import Outcome

DUE = datetime(2026, 3, 9, 17, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PLAN = Plan("class", "0.1.0", (Item("save_me", 2), Item("annotate", 3)), DUE, 10 * MINUTE)
ADA, BOB = Learner("ada", folder="ada"), Learner("bob", extra_days=2, folder="bob")
ROSTER = Roster((ADA, BOB))


def received(learner: str, came: datetime = DUE - HOUR, **since: datetime) -> Received:
    files = {"save_me": "f1", "annotate": "f2"}
    return Received(learner, "here", came, DUE + HOUR, "0.1.0", files, since=since)


def graded(learner: str, slug: str, outcome: str, *, file: str = "", level: int = 2) -> Graded:
    return Graded(
        learner=learner,
        exercise=slug,
        file=file or {"save_me": "f1", "annotate": "f2"}[slug],
        grader="g",
        outcome=outcome,
        level=level,
        seconds=0.1,
        tests=(TestMark("test_one", passed=True),),
        graded=DUE + 5 * HOUR,
    )


def of(made: Marks, learner: str, slug: str) -> Mark:
    return next(mark for mark in made.by[learner] if mark.exercise == slug)


def one(
    outcome: str | None,
    came: datetime = DUE - HOUR,
    hand: dict[Key, HandMark] | None = None,
    file: str = "",
) -> Mark:
    """Return Ada's mark for save_me."""
    result = (
        {}
        if outcome is None
        else {("ada", "save_me"): graded("ada", "save_me", outcome, file=file)}
    )
    return of(
        marks(PLAN, ROSTER, {"ada": received("ada", came)}, result, hand or {}), "ada", "save_me"
    )


@pytest.mark.parametrize("outcome", list(Outcome))
def test_only_a_pass_earns_points(outcome: Outcome) -> None:
    mark = one(outcome.value)
    assert (mark.outcome, mark.points) == (outcome, 2.0 if outcome is Outcome.PASSED else 0.0)


def test_a_word_that_is_no_outcome_earns_nothing() -> None:
    assert (one("splendid").outcome, one("splendid").points) == (Outcome.NOT_RUN, 0.0)


def test_the_maximum_is_the_plans_even_if_nothing_ran() -> None:
    made = marks(PLAN, ROSTER, {}, {}, {})
    assert [mark.maximum for mark in made.by["ada"]] == [2, 3]


def test_what_was_not_submitted_is_not_run_and_earns_nothing() -> None:
    made = marks(PLAN, ROSTER, {}, {("ada", "save_me"): graded("ada", "save_me", "passed")}, {})
    mark = of(made, "ada", "save_me")
    assert (mark.outcome, mark.points, mark.level) == (Outcome.NOT_RUN, 0.0, None)
    assert mark.why == "nothing was submitted"


@pytest.mark.parametrize(
    ("outcome", "after", "why"),
    [
        ("not_run", -HOUR, "not run: line 3 is not UTF-8 text"),
        ("crashed", -HOUR, "crashed: line 3 is not UTF-8 text"),
        ("not_run", HOUR, "not run, late by 1 hour; line 3 is not UTF-8 text"),
        ("failed", -HOUR, "failed"),
        ("passed", -HOUR, "passed"),
    ],
)
def test_where_no_failure_shows_the_reason_it_is_said(
    outcome: str, after: timedelta, why: str
) -> None:
    said = msgspec.structs.replace(
        graded("ada", "save_me", outcome), said="line 3 is not UTF-8 text"
    )
    sent = {"ada": received("ada", DUE + after)}
    assert (
        of(marks(PLAN, ROSTER, sent, {("ada", "save_me"): said}, {}), "ada", "save_me").why == why
    )


def test_what_has_no_verdict_through_no_fault_of_its_learners_is_told() -> None:
    results = {
        ("ada", "save_me"): graded("ada", "save_me", "not_run"),
        ("ada", "annotate"): graded("ada", "annotate", "crashed"),
        ("bob", "save_me"): graded("bob", "save_me", "not_run"),
        ("bob", "annotate"): graded("bob", "annotate", "not_run"),
    }
    hand = {("bob", "annotate"): HandMark("bob", "annotate", 3, "", "seen", DUE)}
    sent = {name: received(name) for name in ("ada", "bob")}
    then = "; ctml cohort report says why, mark gives points"
    assert marks(PLAN, ROSTER, sent, results, hand).notes == (
        f"2 files could not be judged: save_me of ada, save_me of bob{then}",
        f"1 file made our own tools give up: annotate of ada{then}",
    )
    assert not marks(PLAN, ROSTER, {}, results, {}).notes


def test_a_verdict_counts_for_the_file_that_was_handed_in_last() -> None:
    mark = one("passed", file="an older file")
    assert (mark.outcome, mark.why) == (Outcome.NOT_RUN, "submitted, and not graded yet")


@pytest.mark.parametrize(
    ("after", "late", "points"),
    [
        (-MINUTE, timedelta(0), 2.0),
        (timedelta(0), timedelta(0), 2.0),
        (10 * MINUTE, timedelta(0), 2.0),
        (11 * MINUTE, 11 * MINUTE, 0.0),
    ],
)
def test_grace_is_not_late_yet(after: timedelta, late: timedelta, points: float) -> None:
    mark = one("passed", DUE + after)
    assert (mark.late, mark.share, mark.points) == (late, 0.0 if late else 1.0, points)


def test_a_learners_own_days_move_their_own_due_time() -> None:
    assert due_for(PLAN, BOB) == DUE + timedelta(days=2)
    assert lateness(PLAN, BOB, DUE + HOUR) == timedelta(0)
    assert lateness(PLAN, ADA, DUE + HOUR) == HOUR


@pytest.mark.parametrize(
    ("due", "ends", "apart"),
    [
        ("2026-10-23T23:59+02:00", "2026-10-26T23:59+01:00", 73),
        ("2026-03-27T23:59+01:00", "2026-03-30T23:59+02:00", 71),
        ("2026-06-01T23:59+02:00", "2026-06-04T23:59+02:00", 72),
        ("2026-10-23T21:59+00:00", "2026-10-26T23:59+01:00", 73),
    ],
)
def test_a_learners_own_days_end_at_the_same_hour_when_clocks_change(
    due: str, ends: str, apart: int
) -> None:
    plan = replace(PLAN, due=datetime.fromisoformat(due), grace=MINUTE, zone="Europe/Berlin")
    eve, end = Learner("eve", extra_days=3), datetime.fromisoformat(ends)
    assert due_for(plan, eve) == end == datetime.fromisoformat(due) + apart * HOUR
    assert due_for(plan, ADA) == datetime.fromisoformat(due)
    assert lateness(plan, eve, end) == lateness(plan, eve, end + MINUTE) == timedelta(0)
    assert lateness(plan, eve, end + HOUR) == HOUR
    assert due_for(replace(plan, zone=""), eve) == datetime.fromisoformat(due) + 72 * HOUR


def test_a_plan_that_is_never_due_knows_no_lateness() -> None:
    assert lateness(Plan("class", "", (Item("save_me", 2),)), ADA, DUE + HOUR) == timedelta(0)


def test_lateness_is_told_for_each_file() -> None:
    sent = received("ada", DUE + 2 * HOUR, save_me=DUE - HOUR)
    results = {("ada", slug): graded("ada", slug, "passed") for slug in PLAN.slugs}
    made = marks(PLAN, ROSTER, {"ada": sent}, results, {})
    assert [mark.points for mark in made.by["ada"]] == [2.0, 0.0]
    assert of(made, "ada", "annotate").why == "passed, late by 2 hours: no points"


@pytest.mark.parametrize(
    ("rule", "late", "points", "why"),
    [
        ("zero", HOUR, 0.0, "passed, late by 1 hour: no points"),
        ("full", 30 * HOUR, 2.0, "passed, late by 1 day 6 hours: all the points"),
        ("10% a day", -HOUR, 2.0, "passed"),
        ("10% a day", 10 * MINUTE, 2.0, "passed"),
        ("10% a day", 11 * MINUTE, 1.8, "passed, late by 11 minutes: 90 % of the points"),
        ("10% a day", 24 * HOUR, 1.8, "passed, late by 1 day: 90 % of the points"),
        ("10% a day", 27 * HOUR, 1.6, "passed, late by 1 day 3 hours: 80 % of the points"),
        (
            "33.33% per day",
            27 * HOUR,
            0.6668,
            "passed, late by 1 day 3 hours: 33.34 % of the points",
        ),
        ("10 % a day", 999 * HOUR, 0.0, "passed, late by 41 days 15 hours: no points"),
    ],
)
def test_what_late_work_earns_is_the_plans_to_say(
    rule: str, late: timedelta, points: float, why: str
) -> None:
    said = late_rule(rule)
    assert said is not None
    plan = replace(PLAN, late=said)
    results = {("ada", "save_me"): graded("ada", "save_me", "passed")}
    mark = of(
        marks(plan, ROSTER, {"ada": received("ada", DUE + late)}, results, {}), "ada", "save_me"
    )
    assert (mark.points, mark.why) == (points, why)


def test_of_late_work_that_did_not_pass_no_share_is_told() -> None:
    assert one("failed", DUE + HOUR).why == "failed, late by 1 hour"


@pytest.mark.parametrize("text", ["", "Zero", "110% a day", "-5% a day", "10", "10% a week"])
def test_what_states_no_rule_for_late_work_is_none(text: str) -> None:
    assert late_rule(text) is None


@given(
    percent=st.floats(0, 100, allow_nan=False),
    late=st.lists(st.timedeltas(timedelta(0), timedelta(days=400)), min_size=2, max_size=2),
)
def test_who_is_later_never_earns_more(percent: float, late: list[timedelta]) -> None:
    for rule in (Nothing(), Everything(), LessEachDay(percent)):
        first, second = (share(rule, one) for one in sorted(late))
        assert 1 >= first >= second >= 0


@given(
    minutes=st.integers(-500, 500),
    later=st.integers(0, 10_000),
    rule=st.sampled_from([Nothing(), Everything(), LessEachDay(15)]),
)
def test_grading_again_never_changes_lateness(minutes: int, later: int, rule: LateRule) -> None:
    plan = replace(PLAN, late=rule)
    came = DUE + minutes * MINUTE
    results = {("ada", "save_me"): graded("ada", "save_me", "passed")}
    again = {
        key: Graded(**{f: getattr(r, f) for f in r.__struct_fields__ if f != "graded"},
                    graded=r.graded + later * MINUTE)
        for key, r in results.items()
    }  # fmt: skip
    sent = {"ada": received("ada", came)}
    assert marks(plan, ROSTER, sent, results, {}).by == marks(plan, ROSTER, sent, again, {}).by


def test_a_mark_by_hand_overrides_what_was_graded_and_lateness() -> None:
    hand = {("ada", "save_me"): HandMark("ada", "save_me", 1.5, "emmy", "nearly", DUE)}
    mark = one("passed", DUE + HOUR, hand)
    assert (mark.points, mark.by_hand, mark.why) == (1.5, True, "by hand: nearly")
    assert mark.by == "emmy"
    assert (mark.outcome, mark.late) == (Outcome.PASSED, HOUR)


def test_the_level_is_carried_and_the_weakest_is_the_classs() -> None:
    results = {
        ("ada", "save_me"): graded("ada", "save_me", "passed", level=2),
        ("ada", "annotate"): graded("ada", "annotate", "failed", level=0),
    }
    made = marks(PLAN, ROSTER, {"ada": received("ada")}, results, {})
    assert [mark.level for mark in made.by["ada"]] == [2, 0]
    assert made.level == 0
    assert "1 mark from a sandbox of level 0, and the plan asks for 2" in made.notes


def test_strangers_are_told_and_get_no_mark() -> None:
    results = {("eve", "save_me"): graded("eve", "save_me", "passed")}
    hand = {
        ("mallory", "save_me"): HandMark("mallory", "save_me", 1, "", "x", DUE),
        ("ada", "old_one"): HandMark("ada", "old_one", 1, "", "x", DUE),
    }
    made = marks(PLAN, ROSTER, {}, results, hand)
    assert set(made.by) == {"ada", "bob"}
    assert made.notes == (
        "eve: has results, and is not in the roster; no mark is given",
        "ada: is marked by hand for old_one, which is not in the plan",
        "mallory: is marked by hand for save_me, and is not in the roster",
    )


def test_who_was_late_and_what_waits_is_told() -> None:
    results = {("ada", "save_me"): graded("ada", "save_me", "passed")}
    made = marks(PLAN, ROSTER, {"ada": received("ada", DUE + 3 * HOUR)}, results, {})
    assert made.notes == (
        "1 submitted file not graded yet; type: ctml cohort grade",
        (
            "1 learner late: ada (by 3 hours); "
            "late work earns no points but by hand: ctml cohort mark"
        ),
    )


def test_the_total_adds_points_up() -> None:
    results = {("ada", slug): graded("ada", slug, "passed") for slug in PLAN.slugs}
    assert total(marks(PLAN, ROSTER, {"ada": received("ada")}, results, {}).by["ada"]) == 5.0


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (5, "less than a minute"),
        (60, "1 minute"),
        (7199, "1 hour"),
        (7200, "2 hours"),
        (90_000, "1 day"),
    ],
)
def test_a_span_is_told_in_its_largest_unit(seconds: int, told: str) -> None:
    assert told_span(timedelta(seconds=seconds)) == told
