"""What a class is to do: ``cohort.toml`` as a frozen value."""

from ctml_runner.cohort.plan.late import Everything, LateRule, LessEachDay, Nothing
from ctml_runner.cohort.plan.reading import read_plan
from ctml_runner.cohort.plan.values import Item, Limits, Plan
from ctml_runner.course.workspace.rules import AfterPass, AfterTime, Never, SolutionsRule

__all__ = [
    "AfterPass",
    "AfterTime",
    "Everything",
    "Item",
    "LateRule",
    "LessEachDay",
    "Limits",
    "Never",
    "Nothing",
    "Plan",
    "SolutionsRule",
    "read_plan",
]
