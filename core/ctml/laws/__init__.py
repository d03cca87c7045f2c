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
from ctml.laws.naturality import (
    picking_is_natural,
    rearranging_is_natural,
    wrapping_is_natural,
)
from ctml.laws.slopes import (
    chaining_is_associative,
    forgetting_slopes_keeps_composition,
    unchanged_after,
    unchanged_before,
)

__all__ = [
    "Equation",
    "associativity",
    "batches_keep_composition",
    "batches_keep_the_identity",
    "chaining_is_associative",
    "chaining_learners_is_associative",
    "composing_joins_traces",
    "empty_after",
    "empty_before",
    "forgetting_slopes_keeps_composition",
    "get_then_put",
    "grouping",
    "histories_join",
    "identity_after",
    "identity_before",
    "iterations_add_up",
    "learning_keeps_composition",
    "no_iteration",
    "options_keep_composition",
    "options_keep_the_identity",
    "parts_can_be_folded_apart",
    "picking_is_natural",
    "put_then_get",
    "put_then_put",
    "rearranging_is_natural",
    "unchanged_after",
    "unchanged_before",
    "walking_again",
    "wrapping_is_natural",
]
