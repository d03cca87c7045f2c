"""Laws: each a tiny function whose docstring says it in English.

A law takes the things that it is about and an example, and returns an ``Equation``; ``check``
tells whether the two sides agree. One law serves every instance.
"""

from ctml.laws.arrows import (
    associativity,
    identity_after,
    identity_before,
    iterations_add_up,
    no_iteration,
    walking_again,
)
from ctml.laws.behaviours import (
    glued_has_its_pieces,
    glued_is_the_whole,
    restricting_to_all,
    restricting_twice,
    rules_glue,
)
from ctml.laws.databases import (
    following_keeps_composition,
    following_keeps_the_identity,
    rules_hold_in_the_data,
)
from ctml.laws.designs import feasible_stays_feasible
from ctml.laws.diagrams import (
    bare_wire_after,
    bare_wire_before,
    gains_add_up,
    series_is_associative,
    series_of_parallels,
    soldering_is_associative,
    straight_after,
    straight_before,
)
from ctml.laws.equation import Equation
from ctml.laws.functors import (
    batches_keep_composition,
    batches_keep_the_identity,
    options_keep_composition,
    options_keep_the_identity,
)
from ctml.laws.histories import histories_join
from ctml.laws.learners import chaining_learners_is_associative, learning_keeps_composition
from ctml.laws.lenses import get_then_put, put_then_get, put_then_put
from ctml.laws.monoids import (
    composing_joins_traces,
    empty_after,
    empty_before,
    grouping,
    parts_can_be_folded_apart,
)
from ctml.laws.naturality import picking_is_natural, rearranging_is_natural, wrapping_is_natural
from ctml.laws.orders import (
    adjoints_answer_alike,
    below_goes_on,
    below_itself,
    join_is_least,
    lower_keeps_joins,
    there_and_back_again,
    there_and_back_is_above,
)
from ctml.laws.resources import tensor_grouping, tensor_is_monotone, unit_after, unit_before
from ctml.laws.slopes import (
    chaining_is_associative,
    forgetting_slopes_keeps_composition,
    unchanged_after,
    unchanged_before,
)

__all__ = [
    "Equation",
    "adjoints_answer_alike",
    "associativity",
    "bare_wire_after",
    "bare_wire_before",
    "batches_keep_composition",
    "batches_keep_the_identity",
    "below_goes_on",
    "below_itself",
    "chaining_is_associative",
    "chaining_learners_is_associative",
    "composing_joins_traces",
    "empty_after",
    "empty_before",
    "feasible_stays_feasible",
    "following_keeps_composition",
    "following_keeps_the_identity",
    "forgetting_slopes_keeps_composition",
    "gains_add_up",
    "get_then_put",
    "glued_has_its_pieces",
    "glued_is_the_whole",
    "grouping",
    "histories_join",
    "identity_after",
    "identity_before",
    "iterations_add_up",
    "join_is_least",
    "learning_keeps_composition",
    "lower_keeps_joins",
    "no_iteration",
    "options_keep_composition",
    "options_keep_the_identity",
    "parts_can_be_folded_apart",
    "picking_is_natural",
    "put_then_get",
    "put_then_put",
    "rearranging_is_natural",
    "restricting_to_all",
    "restricting_twice",
    "rules_glue",
    "rules_hold_in_the_data",
    "series_is_associative",
    "series_of_parallels",
    "soldering_is_associative",
    "straight_after",
    "straight_before",
    "tensor_grouping",
    "tensor_is_monotone",
    "there_and_back_again",
    "there_and_back_is_above",
    "unchanged_after",
    "unchanged_before",
    "unit_after",
    "unit_before",
    "walking_again",
    "wrapping_is_natural",
]
