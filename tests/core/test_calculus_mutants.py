"""The checks of the slopes fail when a slope is wrong: in sign, in scale, by one term."""

from collections.abc import Callable

import pytest
from tests.core import test_calculus as calculus
from tests.core import test_graph as graph
from tests.core import test_lenses_and_learners as learners
from tests.core.mutants import put_in_place


def curves() -> None:
    for name in calculus.UNARY:
        calculus.test_every_curves_slope_is_the_measured_one(name)


def layers() -> None:
    calculus.test_a_layers_slopes_are_the_measured_ones_for_every_number(4, 5)


IN_CHAIN = "learners in a chain"
CHECKS: dict[str, Callable[[], None]] = {
    "curves": curves,
    "two numbers": calculus.test_slopes_of_two_numbers_are_the_measured_ones,
    "chains": calculus.test_the_chain_rule_gives_the_measured_slope,
    "uses": calculus.test_a_number_used_twice_gathers_both_slopes,
    "layers": layers,
    "graphs": graph.test_slopes_through_a_tangle_are_the_measured_ones,
    "learners": lambda: learners.test_layers_learn_down_the_measured_error(1),
    IN_CHAIN: learners.test_learners_of_layers_keep_the_laws,
}

BOTH = "LocalGradient(at.second.value), LocalGradient(at.first.value)"
SWAPPED = "LocalGradient(at.first.value), LocalGradient(at.second.value)"

MUTANTS: list[tuple[str, str, str, str]] = [
    ("operations", "LocalGradient(self.forward", "LocalGradient(-self.forward", "curves"),
    ("operations", "(1 / _above_zero(at))", "(2 / _above_zero(at))", "curves"),
    ("operations", "math.tanh(at.value) ** 2)", "math.tanh(at.value))", "curves"),
    ("operations", "slope.value * self.local", "self.local", "curves"),
    ("operations", BOTH, SWAPPED, "two numbers"),
    ("operations", "LocalGradient(1.0))", "LocalGradient(-1.0))", "two numbers"),
    ("operations", "slope.value * local.second.value", "local.second.value", "two numbers"),
    ("operations", "slope.first.value + slope.second.value", "slope.first.value", "uses"),
    ("differentiable", "self.after.backward(middle, slope))", "slope)", "chains"),
    ("differentiable", "self.right.backward(at.second, slope.second)", "slope.second", "uses"),
    ("tanh_layer", "forward(at).values ** 2)", "forward(at).values)", "layers"),
    ("tanh_layer", "Vector(weight.T @ dz)", "Vector(-weight.T @ dz)", "layers"),
    ("tanh_layer", '"bias": dz', '"bias": slope.values', "layers"),
    ("tanh_layer", "np.outer(dz,", "np.outer(0.999 * dz,", "layers"),
    ("slopes", "before.value + slope.value", "slope.value", "graphs"),
    (
        "slopes",
        "((x, both.first), (y, both.second))",
        "((x, both.first), (y, both.first))",
        "graphs",
    ),
    ("gradient_learner", "descend(a, 1.0, self", "descend(a, -1.0, self", "learners"),
    ("gradient_learner", "known, self.rate.value", "known, 2 * self.rate.value", "learners"),
    ("gradient_learner", "forward(at), 1.0, b)", "forward(at), 2.0, b)", "learners"),
    ("gradient_learner", "after.first), first.second)", "after.first), at.second)", IN_CHAIN),
    ("learner", "self.first.update(p, a, b)", "p", IN_CHAIN),
]
"""The module, its own text, the mutant's text, and the check that has to notice."""


@pytest.mark.parametrize("check", CHECKS)
def test_the_unedited_text_passes(check: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, old, *_ in MUTANTS:
        put_in_place(f"ctml.calculus.{module}", old, old, monkeypatch)
    CHECKS[check]()


@pytest.mark.parametrize(("module", "old", "new", "check"), MUTANTS)
def test_a_wrong_slope_is_noticed(
    module: str, old: str, new: str, check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(f"ctml.calculus.{module}", old, new, monkeypatch)
    with pytest.raises(AssertionError):
        CHECKS[check]()
