"""Demo: Adam, whose memory moves with the parameters; every stage of its first two steps."""

from dataclasses import dataclass

import numpy as np

from ctml.demo.section import Demo, Section
from ctml.demo.shown import Shown, row_of
from ctml.domain import AdamState, FloatArray, LearningRate, NamedArrays, Product
from ctml.optim import Adam, Sgd

ADAM = Adam(LearningRate(0.1), beta1=0.9, beta2=0.999, epsilon=1e-8)


@dataclass(frozen=True, slots=True)
class TwoNumbers:
    """The smallest thing that can be trained: it says its numbers by name, and takes new ones.

    Attributes:
        arrays: one array, ``w``, of two numbers.
    """

    arrays: NamedArrays

    def with_arrays(self, arrays: NamedArrays, /) -> "TwoNumbers":
        """Return the same kind of thing with these numbers."""
        return TwoNumbers(arrays)


START = TwoNumbers(NamedArrays({"w": [1.0, -1.0]}))
GRADIENT = NamedArrays({"w": [0.5, -0.25]})


def _before() -> Section:
    memory = ADAM.start(START)
    return Section(
        "Before the first step",
        "Adam keeps two running means for each number: of its gradients, m, and of their squares, "
        "v. Both begin at 0. They belong to the parameters, so the two are kept together.",
        "state = Parameters x AdamState\nAdamState = step x m x v",
        (
            Shown("parameters θ", row_of(START.arrays["w"])),
            Shown("gradient g", row_of(GRADIENT["w"]), "taken as given here"),
            Shown("step", memory.step.count),
            Shown("m", row_of(memory.first["w"])),
            Shown("v", row_of(memory.second["w"])),
        ),
    )


def _remember() -> Section:
    memory = _after(1).second
    return Section(
        "Remember a little of the new",
        "Each mean keeps most of the old and takes a little of the new: a tenth of the gradient, a "
        "thousandth of its square.",
        "m = β1·m + (1 - β1)·g\nv = β2·v + (1 - β2)·g²\nβ1 = 0.9, β2 = 0.999",
        (
            Shown("m after one step", row_of(memory.first["w"]), "0.1 · g"),
            Shown("v after one step", row_of(memory.second["w"]), "0.001 · g²"),
            Shown("step", memory.step.count),
        ),
    )


def _correct() -> Section:
    m_hat, v_hat = _corrected(_after(1).second)
    again = _corrected(_after(2).second)
    return Section(
        "Undo the start at 0",
        "Means that begin at 0 are too small at first. How much too small is known exactly, so it "
        "can be undone: after one step the corrected means are the gradient and its square.",
        "m̂ = m / (1 - β1^t)\nv̂ = v / (1 - β2^t)\nt = 1",
        (
            Shown("m̂", row_of(m_hat), "the gradient"),
            Shown("v̂", row_of(v_hat), "its square"),
            Shown("√v̂", row_of(np.sqrt(v_hat)), "its size"),
            Shown("m̂ after two steps", row_of(again[0]), "t = 2, the same gradient: still it"),
            Shown("v̂ after two steps", row_of(again[1])),
        ),
    )


def _corrected(memory: AdamState) -> tuple[FloatArray, FloatArray]:
    t = memory.step.count
    return memory.first["w"] / (1 - ADAM.beta1**t), memory.second["w"] / (1 - ADAM.beta2**t)


def _move() -> Section:
    m_hat, v_hat = _corrected(_after(1).second)
    direction = m_hat / (np.sqrt(v_hat) + ADAM.epsilon)
    return Section(
        "Steps of even size",
        "The mean gradient is divided by its usual size. What is left is little more than a sign: "
        "both numbers move by the learning rate, though one slope was twice the other.",
        "θ = θ - learning_rate · m̂ / (√v̂ + ε)\nlearning_rate = 0.1, ε = 1e-8",
        (
            Shown("m̂ / (√v̂ + ε)", row_of(direction), "+1 for uphill, -1 for downhill"),
            Shown("parameters after one step", row_of(_after(1).first.arrays["w"])),
        ),
    )


def _after(steps: int) -> Product[TwoNumbers, AdamState]:
    """Return parameters and memory after so many steps with the same gradient."""
    now = Product(START, ADAM.start(START))
    for _ in range(steps):
        now = ADAM.step(now, GRADIENT)
    return now


def _the_memory_moves_along() -> Section:
    once = _after(1).first
    uphill = NamedArrays({"w": [-0.5, 0.25]})
    kept = ADAM.step(_after(1), uphill)
    forgotten = ADAM.step(Product(once, ADAM.start(once)), uphill)
    return Section(
        "The memory moves along",
        "Now a second step, with the slopes turned round. Adam remembers that the first one "
        "pointed the other way, and hardly moves. Whoever carries on with the parameters alone has "
        "forgotten half, begins again, and takes a whole step back.",
        "step : Parameters x AdamState → Parameters x AdamState",
        (
            Shown("parameters before", row_of(once.arrays["w"])),
            Shown("after, with the memory", row_of(kept.first.arrays["w"]), f"t = {_t(kept)}"),
            Shown("after, without it", row_of(forgotten.first.arrays["w"]), f"t = {_t(forgotten)}"),
        ),
    )


def _t(now: Product[TwoNumbers, AdamState]) -> int:
    return now.second.step.count


def _down_a_valley() -> Section:
    walked = tuple(_valley(steps) for steps in (0, 1, 2, 3, 5, 10, 20))
    return Section(
        "Down an uneven valley",
        "The loss x² + 100·y² is a hundred times steeper one way than the other. Plain descent "
        "with the same learning rate leaps over the valley and away. Adam takes even steps, and is "
        "soon near the floor. Even steps are not small ones: by step 20 it has run past.",
        "loss(x, y) = x² + 100·y²\ngradient = (2x, 200y)",
        (Shown("the loss", walked, columns=("steps", "plain descent", "Adam")),),
    )


def _valley(steps: int) -> tuple[int, float, float]:
    """Return the loss after so many steps of plain descent, and of Adam."""
    sgd = Sgd(ADAM.learning_rate)
    plain, even = Product(START, sgd.start(START)), Product(START, ADAM.start(START))
    for _ in range(steps):
        plain = sgd.step(plain, _slope(plain.first))
        even = ADAM.step(even, _slope(even.first))
    return steps, _height(plain.first), _height(even.first)


def _slope(at: TwoNumbers) -> NamedArrays:
    return NamedArrays({"w": at.arrays["w"] * np.array([2.0, 200.0])})


def _height(at: TwoNumbers) -> float:
    return float((at.arrays["w"] ** 2) @ np.array([1.0, 100.0]))


DEMO = Demo(
    "adam",
    "Even steps, and a memory that moves along",
    (_before, _remember, _correct, _move, _the_memory_moves_along, _down_a_valley),
)
