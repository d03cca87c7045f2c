"""Demo: a training step ends where it begins, so that training is walking it again and again."""

from collections.abc import Iterator

import numpy as np

from ctml.category import Endomorphism, iterate
from ctml.demo.section import Demo, Section
from ctml.demo.shown import Shown, row_of, table_of
from ctml.domain import (
    LearningRate,
    ModelDimension,
    Parameters,
    StepCount,
    TokenId,
    TokenSequence,
    VocabSize,
)
from ctml.pipeline import DatasetWindowing, predictor
from ctml.training import History, LossOn, TrainStep, loss_gradient

TEXT = TokenSequence(map(TokenId, (1, 2, 3, 4, 1, 2, 3, 4)))
EXAMPLES = DatasetWindowing()(TEXT)
START = Parameters.deterministic(VocabSize(5), ModelDimension(4))
LOSS = LossOn(EXAMPLES)
STEP = TrainStep(EXAMPLES, LearningRate(1.0))
WATCHED = (0, 1, 10, 40, 80, 200)


def _where_it_begins() -> Section:
    pairs = tuple((one.token.index, one.target.index) for one in EXAMPLES)
    return Section(
        "What is there to learn",
        "The text 1 2 3 4 1 2 3 4 repeats itself: after each token always comes the same one. "
        "At the start the model knows nothing of this; it is about as surprised as by a fair "
        "guess among five tokens, ln 5 = 1.609438.",
        "LossOn : Parameters → Loss\nthe mean of -ln p(target | token) over all examples",
        (
            Shown("examples", pairs, columns=("token", "target")),
            Shown("the loss at the start", LOSS(START).value),
        ),
    )


def _what_was_too_likely() -> Section:
    predict = predictor(START)
    predicted = np.array([predict(one.token).values for one in EXAMPLES])
    came = np.eye(5)[[one.target.index for one in EXAMPLES]]
    return Section(
        "What was too likely, and what not likely enough",
        "For each example: how likely was each token, and which one came? The difference is the "
        "slope at the scores. It is above 0 for what was too likely, and each row sums to 0. "
        "Divided by the number of examples, it is the slope of their mean.",
        "dz = (p - one_hot(target)) / N\nN = 7",
        (
            Shown("p", table_of(predicted), "a row for each example"),
            Shown("one_hot(target)", table_of(came)),
            Shown("dz", table_of((predicted - came) / len(EXAMPLES))),
        ),
    )


def _which_way_is_up() -> Section:
    gradient = loss_gradient(START, EXAMPLES)
    return Section(
        "Which way is up",
        "The gradient says of each number in the parameters how much the loss grows if the number "
        "does. It has the shapes of the parameters. Against it the loss falls.",
        "dbias = Σ dz\ndlm_head = vᵀ · dz\ndembedding[t] = Σ dz · lm_headᵀ, where the token was t",
        (
            Shown(
                "gradient of the bias",
                row_of(gradient["bias"]),
                "token 0 never comes, so its score should go down",
            ),
            Shown("gradient of lm_head", table_of(gradient["lm_head"])),
            Shown("gradient of the embedding", table_of(gradient["embedding"]), "0 for token 0"),
        ),
    )


def _a_step_ends_where_it_begins() -> Section:
    return Section(
        "A step ends where it begins",
        "A training step takes parameters and gives parameters. Such an arrow is an endomorphism: "
        "after it there is always another step. The loss is none; from a Loss no step goes on.",
        "TrainStep : Parameters → Parameters\nθ = θ - learning_rate · gradient",
        (
            Shown("the loss before", LOSS(START).value),
            Shown("the loss after one step", LOSS(STEP(START)).value),
            Shown("the loss after two", LOSS((STEP >> STEP)(START)).value),
            Shown(
                "mypy on iterate(step, 3) for a step that ends in a Loss",
                'Argument 1 to "iterate" has incompatible type "TrainStep"; '
                'expected "Morphism[Parameters, Parameters]"  [arg-type]',
            ),
        ),
    )


def _training_is_iterating() -> Section:
    losses = tuple((step, LOSS(known).value) for step, known in _walked())
    return Section(
        "Training is a step, iterated",
        "Walk the same arrow two hundred times. The loss falls from a fair guess to almost none.",
        "training = step >> step >> … >> step = step^n",
        (
            Shown("its name", iterate(STEP, StepCount(200)).name),
            Shown("the mean loss", losses, "in nats", ("steps", "loss")),
        ),
    )


def _walked() -> Iterator[tuple[int, Parameters]]:
    """Yield the parameters at each of the watched steps."""
    known, done = START, 0
    for target in WATCHED:
        known = _steps(target - done)(known)
        done = target
        yield done, known


def _steps(count: int) -> Endomorphism[Parameters]:
    return iterate(STEP, StepCount(count))


def _what_it_has_learned() -> Section:
    predict = predictor(_steps(200)(START))
    rows = tuple((token, *row_of(predict(TokenId(token)).values)) for token in range(1, 5))
    columns = ("after", *(f"p({token})" for token in range(5)))
    return Section(
        "What it has learned",
        "After the training each token has one successor that is nearly sure: after 1 comes 2, "
        "after 2 comes 3, after 3 comes 4, and after 4 comes 1.",
        "predict = Embedding >> LinearToLogits >> Softmax, with the new parameters",
        (Shown("predictions after 200 steps", rows, "each row sums to 1", columns),),
    )


def _steps_add_up() -> Section:
    noted = History(STEP, StepCount(3), LOSS)(START)
    resumed = _steps(30)(_steps(10)(START))
    return Section(
        "Interrupted or not, it is the same training",
        "Ten steps and thirty more are forty steps, to the last bit; no step is the identity. A "
        "history walks the steps and notes down what is seen before each.",
        "step^m >> step^n = step^(m + n)\nstep^0 = Identity",
        (
            Shown("10 steps and 30 more = 40 steps", resumed == _steps(40)(START)),
            Shown("no step = the start", _steps(0)(START) == START),
            Shown("noted in three steps", tuple(loss.value for loss in noted.second)),
        ),
    )


DEMO = Demo(
    "training_endomorphism",
    "A step ends where it begins: training iterates it",
    (
        _where_it_begins,
        _what_was_too_likely,
        _which_way_is_up,
        _a_step_ends_where_it_begins,
        _training_is_iterating,
        _what_it_has_learned,
        _steps_add_up,
    ),
)
