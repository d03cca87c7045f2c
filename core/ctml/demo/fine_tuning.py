"""Demo: a trained model is tuned: answers alone, thin changes, and what somebody liked better."""

import numpy as np

from ctml.category import iterate
from ctml.data import WindowLength
from ctml.demo.refusal import refusal
from ctml.demo.section import Demo, Section
from ctml.demo.shown import Shown, row_of, table_of
from ctml.domain import (
    AdamState,
    Err,
    FloatArray,
    IntArray,
    LearningRate,
    Product,
    StepCount,
    TokenStream,
    VocabSize,
)
from ctml.finetune import (
    Adapted,
    AnswerBatch,
    Answered,
    LossStep,
    Preference,
    PreferenceBatch,
    Reference,
    adapted,
    answer_loss,
    dpo_loss,
    drift,
    fitted,
)
from ctml.models import Bigram, counted_bigram
from ctml.nn import Beginning, Eval
from ctml.optim import Adam

WORDS = ("cat", "sat", "ran", "mat")
BASE = counted_bigram(TokenStream([0, 1, 3, 0, 1, 3, 0, 2, 3]), VocabSize(4), WindowLength(4), 0.5)
ASKED = AnswerBatch.of([Answered(TokenStream([0]), TokenStream([2, 3]))])
LIKED = PreferenceBatch.of([Preference(TokenStream([0]), TokenStream([2]), TokenStream([1]))])
ADAM = Adam(LearningRate(0.1))
REFERENCE = Reference(BASE)
BETA = 0.5
WALKED = (0, 1, 5, 20)


def _a_trained_model() -> Section:
    return Section(
        "A trained model",
        "It has counted what follows what: after cat came sat twice and ran once. From now on it "
        "shall say ran. To train it anew would be a waste; it is tuned.",
        "p(b | a) = (count(a, b) + s) / (count(a) + s·V)\ns = 0.5, V = 4",
        (
            Shown("words", WORDS, "the rows and columns below"),
            Shown("how likely each follows each", table_of(_shares(BASE))),
        ),
    )


def _the_prompt_teaches_nothing() -> Section:
    windows = ASKED.windows
    read, came = (_words(row) for row in (windows.inputs[0], windows.targets[0]))
    rows = zip(read, came, _zeros_and_ones(ASKED), strict=True)
    longer = AnswerBatch.of([Answered(TokenStream([3, 0]), TokenStream([2, 3]))])
    return Section(
        "The prompt teaches nothing",
        "An answer is learned from, a prompt is only read: the model shall answer questions, not "
        "ask them. So a mask says which tokens count.",
        "L = -1/N · Σ_t m_t · ln p(y_t | what stands before it)\nN = Σ_t m_t",
        (
            Shown("cat | ran mat", tuple(rows), "all is answer", ("read", "came", "m")),
            Shown("mat cat | ran mat", _zeros_and_ones(longer), "m: cat is asked"),
            Shown("loss of the first", _loss(BASE, ASKED)),
            Shown("loss of the second", _loss(BASE, longer), "the same: mat is not asked for"),
        ),
    )


def _a_thin_change() -> Section:
    start = _adapted()
    change = start.changes[0]
    return Section(
        "A thin change beside a table",
        "The table stays as it is. Beside it stand two thin ones, whose product is added to it. "
        "One begins at random and the other at 0, so that nothing has changed yet.",
        "W' = W + alpha/r · A · B\nr = 1, alpha = 2",
        (
            Shown("A", table_of(change.a.values.astype(float)), "at random"),
            Shown("B", table_of(change.b.values.astype(float)), "zeros"),
            Shown("numbers that learn", sum(one.size for one in start.arrays.values())),
            Shown("numbers in the table", BASE.table.values.size),
            Shown("loss of the base", _loss(BASE, ASKED)),
            Shown("loss with the change", _loss(start, ASKED), "the same"),
        ),
    )


def _only_the_change_learns() -> Section:
    tuned = _tuned(WALKED[-1])
    merged = tuned.merged()
    walked = tuple((steps, _loss(_tuned(steps), ASKED)) for steps in WALKED)
    same = np.array_equal(_scores(merged), _scores(tuned))
    return Section(
        "Only the change learns",
        "Adam moves A and B, since nothing else is a parameter. In the end the product is added "
        "to the table once and for all, and the model is as small and as fast as before.",
        "step : Adapted x AdamState → Adapted x AdamState\nmerge : Adapted → Bigram",
        (
            Shown("the loss", walked, columns=("steps", "loss")),
            Shown("the base is what it was", tuned.base.state == BASE.state),
            Shown("merged = adapted, to the last bit", same),
            Shown("after cat, tuned", row_of(_shares(merged)[0]), "ran is up"),
        ),
    )


def _what_was_liked_better() -> Section:
    rows = tuple((steps, *_told(_preferring(steps))) for steps in WALKED)
    return Section(
        "What was liked better",
        "Nobody says how good an answer is; somebody liked ran better than sat. The policy wins "
        "if it has raised the better answer further than the worse one, measured from the "
        "reference. It begins as the reference, where nothing is known: the loss is ln 2.",
        "L = -ln sigmoid(β·ln π(y_w)/π_ref(y_w)\n               - β·ln π(y_l)/π_ref(y_l))\nβ = 0.5",
        (
            Shown("the policy", rows, columns=("steps", "loss", "p(ran)", "p(sat)", "drift")),
            Shown("mypy on dpo_loss(policy, policy, …)", _REFUSED, "a reference can't learn"),
        ),
    )


def _a_checkpoint_that_does_not_fit() -> Section:
    result = fitted(BASE, {"table": np.zeros((4, 5)), "head": np.zeros(4)})
    problems = result.error.problems if isinstance(result, Err) else ()
    said = tuple((one.name, str(one).removeprefix(f"{one.name}: ")) for one in problems)
    return Section(
        "A checkpoint that does not fit",
        "Numbers that were kept are held against the model before one of them is taken over. All "
        "that is wrong is told at once, by name, as a value.",
        "fitted : Model x arrays → Ok(Model) + Err(Misfit)",
        (
            Shown("what is wrong", said, columns=("array", "what")),
            Shown("no answer at all", refusal(lambda: AnswerBatch.of([]))),
        ),
    )


_EVERY_WORD: IntArray = np.array([[0, 1, 2, 3]])
_REFUSED = (
    'Argument 2 to "dpo_loss" has incompatible type "Bigram"; expected "Reference"  [arg-type]'
)


def _adapted() -> Adapted[Bigram]:
    return adapted(BASE, ["table"], 1, 2.0, Beginning.seeded(3))


def _tuned(steps: int) -> Adapted[Bigram]:
    """Return the adapted model after so many steps on the answers."""
    step = LossStep[Adapted[Bigram], AdamState](
        lambda one, _: answer_loss(one, ASKED, Eval()), ADAM
    )
    start = _adapted()
    return iterate(step, StepCount(steps))(Product(start, ADAM.start(start))).first


def _preferring(steps: int) -> Bigram:
    """Return the policy after so many steps on the preference."""
    step = LossStep[Bigram, AdamState](
        lambda one, _: dpo_loss(one, REFERENCE, LIKED, BETA, Eval()), ADAM
    )
    return iterate(step, StepCount(steps))(Product(BASE, ADAM.start(BASE))).first


def _told(policy: Bigram) -> tuple[float, float, float, float]:
    loss = dpo_loss(policy, REFERENCE, LIKED, BETA, Eval())
    gone = drift(policy, REFERENCE, LIKED.chosen, Eval())
    shares = _shares(policy)[0]
    return float(loss.values), float(shares[2]), float(shares[1]), float(gone.values)


def _words(row: IntArray) -> list[str]:
    ids: list[int] = row.tolist()
    return [WORDS[index] for index in ids]


def _zeros_and_ones(batch: AnswerBatch) -> tuple[int, ...]:
    """Return m of the first text, for each token that came."""
    counts: list[bool] = batch.counts[0].tolist()
    return tuple(map(int, counts))


def _loss(model: Bigram | Adapted[Bigram], batch: AnswerBatch) -> float:
    return float(answer_loss(model, batch, Eval()).values)


def _scores(model: Bigram | Adapted[Bigram]) -> FloatArray:
    scores: FloatArray = model(_EVERY_WORD).values[0].astype(np.float64)
    return scores


def _shares(model: Bigram) -> FloatArray:
    weights = np.exp(_scores(model))
    shares: FloatArray = weights / weights.sum(axis=1, keepdims=True)
    return shares


DEMO = Demo(
    "fine_tuning",
    "A trained model, tuned to what is wanted of it",
    (
        _a_trained_model,
        _the_prompt_teaches_nothing,
        _a_thin_change,
        _only_the_change_learns,
        _what_was_liked_better,
        _a_checkpoint_that_does_not_fit,
    ),
)
