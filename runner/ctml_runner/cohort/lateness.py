"""How late work came, by the plan and the learner's own days, and what that leaves, in words."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ctml_runner.cohort.plan import Plan
from ctml_runner.cohort.roster import Learner
from ctml_runner.cohort.words import told_span

ON_TIME = timedelta(0)


def due_for(plan: Plan, learner: Learner) -> datetime | None:
    """Return when the work of `learner` is due, with the days that are theirs alone."""
    days = timedelta(days=learner.extra_days)
    if plan.due is None or not plan.zone:
        return None if plan.due is None else plan.due + days
    there = plan.due.astimezone(ZoneInfo(plan.zone)) + days  # by the clock on the wall
    return there.astimezone(plan.due.tzinfo)


def lateness(plan: Plan, learner: Learner, came: datetime | None) -> timedelta:
    """Return how long after it was due the work came; grading again can't change it.

    Args:
        plan: when it is due, and how much later is not late yet.
        learner: whose own days are added.
        came: when it came; None if it never did, which is not late but missing.
    """
    due = due_for(plan, learner)
    if due is None or came is None or came <= due + plan.grace:
        return ON_TIME
    return came - due


def told_late(late: timedelta) -> str:
    """Return how late work came, in its two largest units: ``1 day 3 hours``."""
    days, rest = divmod(late, timedelta(days=1))
    if days and rest >= timedelta(hours=1):
        return f"{told_span(timedelta(days=days))} {told_span(rest)}"
    return told_span(late)


def told_share(part: float) -> str:
    """Return what part of the points late work earns, in words."""
    if part == 1:
        return "all the points"
    return f"{100 * part:.4g} % of the points" if part else "no points"
