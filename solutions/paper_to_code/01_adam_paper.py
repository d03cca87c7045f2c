"""Adam: the state moves with the parameters.

Start: test_first_step
Hint 1: Write Algorithm 1 line by line, each with the name that the paper gives it. Which of m, v
    and t does the next step need? They have to come out of this one.
Hint 2: The old averages are before.state.m.values and before.state.v.values, and the new t is one
    more than before.state.t. Square and take the root number by number, g**2 and np.sqrt(...);
    ε is added to the root. What goes into the new state is m and v, without their hats.
Hint 3: `m = BETA1 * before.state.m.values + ...` and `m_hat = m / ...`, with 1 - BETA1 and 1 minus
    BETA1**t where the dots are; v is the same with BETA2 and g**2. Take away the rate times
    m_hat, divided by (np.sqrt(v_hat) + ...), and hand m, v and t on in an AdamState(...).
Why: An optimiser with a memory is an arrow from (parameters, state) to (parameters, state), and
    no arrow from parameters to parameters: forget the state and each step is a first step. The
    ratio of the two averages has no unit, so the slope's scale cancels: that is why
    x and y walked alike in a valley that is a hundred times steeper in y. And the hats matter
    most at the start, when the averages are nearly empty.
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
    g, t = gradient.values, before.state.t + 1
    m = BETA1 * before.state.m.values + (1 - BETA1) * g
    v = BETA2 * before.state.v.values + (1 - BETA2) * g**2
    m_hat = m / (1 - BETA1**t)
    v_hat = v / (1 - BETA2**t)
    parameters = before.parameters.values - rate.value * m_hat / (np.sqrt(v_hat) + EPSILON)
    return Training(Vector(parameters), AdamState(Vector(m), Vector(v), t))


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
