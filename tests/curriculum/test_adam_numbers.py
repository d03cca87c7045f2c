"""The numbers that Adam is checked against, computed another way: sums of 50 digits, not steps."""

import ast
from decimal import Decimal, localcontext
from functools import lru_cache
from pathlib import Path

import pytest

from ctml_runner.course.curriculum import read_curriculum

ROOT = Path(__file__).resolve().parents[2]
BETA1, BETA2, RATE, EPSILON = (Decimal(text) for text in ("0.9", "0.999", "0.1", "1e-8"))
NEAR = 1e-15


def average(beta: Decimal, values: list[Decimal]) -> Decimal:
    """Return (1 - β) · Σ_i β^(t-i) · x_i, the fading average of x_1 … x_t."""
    t = len(values)
    return (1 - beta) * sum(beta ** (t - i) * x for i, x in enumerate(values, 1))


def step(parameter: Decimal, gradients: list[Decimal]) -> Decimal:
    """Return where one parameter stands after its last gradient."""
    t = len(gradients)
    m_hat = average(BETA1, gradients) / (1 - BETA1**t)
    v_hat = average(BETA2, [g * g for g in gradients]) / (1 - BETA2**t)
    return parameter - RATE * m_hat / (v_hat.sqrt() + EPSILON)


@lru_cache
def checks() -> dict[str, ast.expr]:
    """Return what the checks of the challenge assign to names, unevaluated."""
    tree = ast.parse(read_curriculum(ROOT).find("adam_paper").checks)
    return {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def gradients() -> list[tuple[Decimal, ...]]:
    return [tuple(Decimal(g) for g in row) for row in ast.literal_eval(checks()["GRADIENTS"])]


def test_five_steps_are_those_of_long_sums() -> None:
    rows = ast.literal_eval(checks()["wanted"])
    with localcontext(prec=50):
        for k, start in enumerate((Decimal(1), Decimal(-1))):
            parameter, seen = start, list[Decimal]()
            for row, wanted in zip(gradients(), rows, strict=True):
                seen.append(row[k])
                parameter = step(parameter, seen)
                assert float(parameter) == pytest.approx(wanted[k], rel=0, abs=NEAR)


def test_five_states_are_those_of_long_sums() -> None:
    columns = [list(column) for column in zip(*gradients(), strict=True)]
    with localcontext(prec=50):
        m = [float(average(BETA1, column)) for column in columns]
        v = [float(average(BETA2, [g * g for g in column])) for column in columns]
    assert m == pytest.approx([0.004255, 0.2130725], rel=0, abs=NEAR)
    assert v == pytest.approx([0.00155975224875025, 0.004140172437187562], rel=0, abs=NEAR)
    text = read_curriculum(ROOT).find("adam_paper").checks
    assert all(repr(number) in text for number in (0.004255, 0.2130725, v[0], v[1]))


def test_the_walk_downhill_is_that_of_long_sums() -> None:
    walk = ast.literal_eval(checks()["walk"])
    with localcontext(prec=50):
        places, seen = [Decimal(1), Decimal(-1)], [list[Decimal](), list[Decimal]()]
        for t, line in enumerate(walk[1:], 1):
            for k, slope in enumerate((2, 200)):
                seen[k].append(slope * places[k])
                places[k] = step(places[k], seen[k])
            x, y = places
            told = f"step {t}: x = {x:.4f}, y = {y:.4f}, loss {x * x + 100 * y * y:.3f}"
            assert told == line
