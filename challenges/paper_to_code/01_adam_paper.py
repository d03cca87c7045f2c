"""Adam: the state moves with the parameters.

Paper: Kingma and Ba, "Adam: A Method for Stochastic Optimization", arXiv 1412.6980, Algorithm 1.

The gradient g says, for each parameter θ, how fast the loss grows with it. Plain gradient descent
steps against g, and so it leaps where the slope is steep. Adam's steps are about as long as the
rate α everywhere: for each parameter it remembers a fading average m of the gradients and a
fading average v of their squares, and goes by the ratio of m and the root of v. Both begin at 0
and so are too small at first; divided by the weight collected so far, they get their hats:

    m = β1·m + (1 - β1)·g      m̂ = m / (1 - β1^t)      t is 1 in the first step, 2 in the second
    v = β2·v + (1 - β2)·g²     v̂ = v / (1 - β2^t)      θ = θ - α·m̂ / (√v̂ + ε)

Rewrite the body of `adam_step`, which is plain gradient descent so far: it takes the training as
it was and gives the training as it is after one step, the state as well as the parameters.
`.values` of a Vector is a row of numbers on which + - * / and ** work number by number, and
`np.sqrt(row)` takes the root of each; `Vector(row)` makes a Vector of a row. All else is right.
What may be said of the code, and what not, stands in the ledger: 01_adam_paper.md, beside this.
"""

from dataclasses import dataclass

import numpy as np

from ctml.domain import LearningRate, Vector

BETA1 = 0.9  # how much of m is kept in each step
BETA2 = 0.999  # how much of v is kept
EPSILON = 1e-8  # keeps the last division from being one by 0


@dataclass(frozen=True)
class AdamState:
    """What Adam remembers between two steps: m, v, and t, the number of steps made."""

    m: Vector
    v: Vector
    t: int


@dataclass(frozen=True)
class Training:
    """What one step hands to the next."""

    parameters: Vector
    state: AdamState


def begin(parameters: Vector) -> Training:
    nothing = Vector(np.zeros_like(parameters.values))
    return Training(parameters, AdamState(nothing, nothing, 0))


def adam_step(before: Training, gradient: Vector, rate: LearningRate) -> Training:
    g = gradient.values
    parameters = before.parameters.values - rate.value * g
    return Training(Vector(parameters), before.state)


def downhill(steps: int) -> str:
    """Go down the valley x² + 100·y² from (1, -1) at the rate 0.1, and tell of each step."""
    training, told = begin(Vector([1.0, -1.0])), ["loss = x^2 + 100 y^2, rate 0.1"]
    for _ in range(steps):
        gradient = Vector(training.parameters.values * np.array([2.0, 200.0]))
        training = adam_step(training, gradient, LearningRate(0.1))
        x, y = training.parameters.values.tolist()
        loss = x * x + 100 * y * y
        told.append(f"step {training.state.t}: x = {x:.4f}, y = {y:.4f}, loss {loss:.3f}")
    return "\n".join(told)


# --- checks ---
from typing import assert_type

from ctml.checks import agree
from ctml.domain import LearningRate, Vector
from hypothesis import given
from hypothesis import strategies as st

RATE = LearningRate(0.1)
GRADIENTS = ((0.5, -0.25), (0.5, 0.25), (0.0, 0.0), (-1.0, 0.125), (0.25, 2.0))


def test_begin() -> None:
    """Before the first step both averages are 0, for each parameter, and no step was made."""
    training = begin(Vector([1.0, -1.0]))
    agree(training.parameters, Vector([1.0, -1.0]))
    agree(training.state.m, Vector([0.0, 0.0]))
    agree(training.state.v, Vector([0.0, 0.0]))
    agree(training.state.t, 0)


def test_first_step() -> None:
    """The gradient (0.5, -0.25) at the rate 0.1 takes (1, -1) to (0.9, -0.9), but for a hair."""
    after = adam_step(begin(Vector([1.0, -1.0])), Vector([0.5, -0.25]), RATE)
    assert_type(after, Training)
    agree(after.parameters, Vector([0.9, -0.9]), atol=1e-7)


def test_state() -> None:
    """That step leaves m = (0.05, -0.025), v = (0.00025, 0.0000625) and t = 1 behind."""
    after = adam_step(begin(Vector([1.0, -1.0])), Vector([0.5, -0.25]), RATE)
    agree(after.state.t, 1)
    agree(after.state.m, Vector([0.05, -0.025]), atol=1e-12)
    agree(after.state.v, Vector([0.00025, 0.0000625]), atol=1e-12)


def test_squares() -> None:
    """The first gradient (2, 3) leaves a thousandth of its squares in v: (0.004, 0.009)."""
    after = adam_step(begin(Vector([1.0, 1.0])), Vector([2.0, 3.0]), RATE)
    agree(after.state.v, Vector([0.004, 0.009]), atol=1e-12)


def test_epsilon() -> None:
    """A first gradient as small as ε moves its parameter by half the rate; 0 does not move it."""
    after = adam_step(begin(Vector([1.0, 1.0])), Vector([1e-8, 0.0]), RATE)
    agree(after.parameters, Vector([0.95, 1.0]), atol=1e-9)


def test_five_steps() -> None:
    """After each of five steps with changing gradients, one of them 0, the parameters are right."""
    training = begin(Vector([1.0, -1.0]))
    wanted = (
        (0.900000002, -0.900000004),
        (0.8000000039999999, -0.9052631616842104),
        (0.7226997160627579, -0.9093315977917528),
        (0.7336412510041727, -0.931865666885462),
        (0.7317827707861949, -0.9889877949016946),
    )
    for gradient, parameters in zip(GRADIENTS, wanted, strict=True):
        training = adam_step(training, Vector(gradient), RATE)
        agree(training.parameters, Vector(parameters), atol=1e-12)


def test_five_states() -> None:
    """After the five steps the averages hold what is left of all five gradients, and t is 5."""
    training = begin(Vector([1.0, -1.0]))
    for gradient in GRADIENTS:
        training = adam_step(training, Vector(gradient), RATE)
    agree(training.state.t, 5)
    agree(training.state.m, Vector([0.004255, 0.2130725]), atol=1e-12)
    agree(training.state.v, Vector([0.00155975224875025, 0.004140172437187562]), atol=1e-12)


def test_before() -> None:
    """The step changes nothing that it was handed: from the same training it is the same step."""
    before = adam_step(begin(Vector([1.0, -1.0])), Vector([0.5, -0.25]), RATE)
    once = adam_step(before, Vector([0.5, 0.25]), RATE)
    again = adam_step(before, Vector([0.5, 0.25]), RATE)
    agree(before.state.t, 1)
    agree(before.state.m, Vector([0.05, -0.025]), atol=1e-12)
    agree(once.parameters, Vector([0.8000000039999999, -0.9052631616842104]), atol=1e-12)
    agree(again.parameters, Vector([0.8000000039999999, -0.9052631616842104]), atol=1e-12)


@given(st.integers(1, 16), st.integers(1, 6))
def test_steady(sixteenths: int, steps: int) -> None:
    """While the gradient stays the same, whatever it is, each step is as long as the rate."""
    training = begin(Vector([0.0]))
    for _ in range(steps):
        training = adam_step(training, Vector([-sixteenths / 16]), RATE)
    agree(training.parameters, Vector([0.1 * steps]), atol=1e-6)


def test_downhill() -> None:
    """Adam takes equal steps in x and in y, although the valley is a hundred times steeper in y."""
    agree(downhill(0), "loss = x^2 + 100 y^2, rate 0.1")
    walk = [
        "loss = x^2 + 100 y^2, rate 0.1",
        "step 1: x = 0.9000, y = -0.9000, loss 81.810",
        "step 2: x = 0.8004, y = -0.8004, loss 64.707",
        "step 3: x = 0.7016, y = -0.7016, loss 49.715",
    ]
    agree(downhill(3).splitlines(), walk)
    print(downhill(3))


# Wrong on purpose: mypy has to complain about each line in here.
def refused() -> None:  # never called
    training = begin(Vector([1.0]))
    _ = adam_step(training.parameters, Vector([0.5]), RATE)  # type: ignore[arg-type]  # parameters alone are half of what a step needs: the state belongs to them
    parameters: Vector = adam_step(training, Vector([0.5]), RATE)  # type: ignore[assignment]  # a step gives back the state as well, or the next one has nothing to go on
    training.state.t = 5  # type: ignore[misc]  # a state is a value: a step makes a new one
