"""Demo: a small transformer, stage by stage, and all that it takes to go on training it."""

from collections.abc import Iterator

from ctml.attention import (
    Hidden,
    SequenceEmbedding,
    SequenceTrainingSet,
    TrainedPart,
    Transformer,
    TransformerTrainingState,
    TransformerTrainStep,
    average_gradient,
    average_sequence_loss,
)
from ctml.category import iterate
from ctml.demo.section import Demo, Section
from ctml.demo.shown import Plain, Shown, row_of, table_of
from ctml.demo.transformer_block import EXAMPLE, START
from ctml.domain import AdamState, LearningRate, NamedArrays, StepCount
from ctml.optim import Adam, global_norm

EXAMPLES = SequenceTrainingSet([EXAMPLE])
STEP = TransformerTrainStep(EXAMPLES, Adam(LearningRate(0.05)))
WATCHED = (0, 1, 2, 5, 10)


def _what_it_learns_from() -> Section:
    rows = tuple(
        (place, token.index, target.index)
        for place, (token, target) in enumerate(zip(EXAMPLE.tokens, EXAMPLE.targets, strict=True))
    )
    return Section(
        "A text, and what came next at each place",
        "A transformer reads a whole text at once and predicts at each position what comes next. "
        "So an example is a text, with the same text one place further on as its targets.",
        "SequenceExample = tokens [T] x targets [T]\nT = 5",
        (Shown("the example", rows, columns=("position", "token", "target")),),
    )


def _every_number_by_name() -> Section:
    arrays = START.arrays
    rows = tuple((name, _size(array.shape)) for name, array in arrays.items())
    count = sum(array.size for array in arrays.values())
    return Section(
        "Every number has a name",
        "V = 5 tokens, D = 4 numbers a position, 2 heads, 8 numbers inside the feed-forward layer, "
        "2 blocks. All arrays together are the parameters. Gradients, and what an optimiser "
        "remembers, have the same names and shapes.",
        "TransformerParameters = embedding x block_0 x block_1 x final_norm x readout",
        (
            Shown("arrays", rows, columns=("name", "shape")),
            Shown("numbers in all", count),
        ),
    )


def _size(shape: tuple[int, ...]) -> str:
    return " x ".join(map(str, shape))


def _stage_by_stage() -> Section:
    hidden = SequenceEmbedding(START.embedding)(EXAMPLE.tokens)
    shown = [Shown("SequenceEmbedding", _numbers(hidden), "token and place: √D·row + waves")]
    for number, block in enumerate(START.blocks):
        hidden = block(hidden)
        shown.append(Shown(f"block_{number}", _numbers(hidden), "Hidden → Hidden"))
    hidden = START.final_norm(hidden)
    shown.append(Shown("final_norm", _numbers(hidden), "each row of mean 0 and variance 1"))
    logits = START.readout(hidden)
    shown.append(Shown("Readout: the logits", table_of(logits.values), "V scores at each of T"))
    return Section(
        "Forwards, stage by stage",
        "A block takes a row for each position and gives a row for each position, of one shape. So "
        "it is an endomorphism, and as many blocks as one likes can follow each other. Only the "
        "readout leaves.",
        "TokenSequence → Hidden → Hidden → Hidden → Hidden → Matrix[Seq, Vocab]",
        (
            *shown,
            Shown("the same as the model in one go", logits == Transformer(START)(EXAMPLE.tokens)),
            Shown(
                "the loss", average_sequence_loss(START, EXAMPLES).value, "a fair guess: 1.609438"
            ),
        ),
    )


def _numbers(hidden: Hidden) -> Plain:
    return table_of(hidden.matrix.values)


def _backwards() -> Section:
    gradient = average_gradient(START, EXAMPLES)
    return Section(
        "Backwards, to every number",
        "The gradient runs back through the same stages in reverse and leaves in each array how "
        "much the loss depends on it. Token 0 is never read, so its row gets none.",
        "gradient = ∂loss / ∂θ, with the names and shapes of the parameters θ",
        (
            Shown("gradient of the embedding", table_of(gradient["embedding"])),
            Shown("gradient of readout.bias", row_of(gradient["readout.bias"])),
            Shown("its length over all arrays", global_norm(gradient)),
        ),
    )


def _a_state_has_everything() -> Section:
    start, after = STEP.start(START), STEP(STEP.start(START))
    rows = tuple(
        (one.step.count, global_norm(one.memory.first), global_norm(one.memory.second))
        for one in (start, after)
    )
    columns = ("step", "length of m", "length of v")
    return Section(
        "A state has everything",
        "To go on with a training one needs the parameters, and what the optimiser remembers of "
        "them. The two are one state, and a step leads from one state to the next. Neither half "
        "can be left behind.",
        "TransformerTrainStep : State → State\nState = TransformerParameters x AdamState",
        (
            Shown("Adam's memory", rows, "at the start, and after one step", columns),
            Shown("it has the names of the parameters", _same_names(after.memory.first)),
        ),
    )


def _same_names(arrays: NamedArrays) -> bool:
    return tuple(arrays) == tuple(START.arrays)


def _the_loss_falls() -> Section:
    losses = tuple((step, _loss(state)) for step, state in _walked())
    return Section(
        "The loss falls",
        "A step leads from a state to a state, so it can be walked again and again; here, ten "
        "times. The loss falls below a fair guess, and goes on falling.",
        "training = step >> step >> … >> step",
        (Shown("the mean loss", losses, "in nats", ("steps", "loss")),),
    )


State = TransformerTrainingState[AdamState]


def _walked() -> Iterator[tuple[int, State]]:
    """Yield the state at each of the watched steps."""
    state, done = STEP.start(START), 0
    for target in WATCHED:
        state = iterate(STEP, StepCount(target - done))(state)
        done = target
        yield done, state


def _loss(state: State) -> float:
    return average_sequence_loss(state.parameters, EXAMPLES).value


def _resumed_and_in_part() -> Section:
    start = STEP.start(START)
    resumed = iterate(STEP, StepCount(2))(iterate(STEP, StepCount(1))(start))
    only = TransformerTrainStep(EXAMPLES, STEP.optimiser, TrainedPart.READOUT)
    part = iterate(only, StepCount(2))(only.start(START)).parameters
    changed = tuple(
        name for name, array in part.arrays.items() if (array != START.arrays[name]).any()
    )
    return Section(
        "Interrupted, or in part",
        "One step and two more are three steps, to the last bit, since the state had everything. "
        "If only a part is trained, all other arrays keep every bit.",
        "step >> step^2 = step^3",
        (
            Shown("1 step and 2 more = 3", resumed == iterate(STEP, StepCount(3))(start)),
            Shown("arrays that moved, readout alone trained", changed),
        ),
    )


DEMO = Demo(
    "transformer_training_state",
    "A small transformer, and how it goes on learning",
    (
        _what_it_learns_from,
        _every_number_by_name,
        _stage_by_stage,
        _backwards,
        _a_state_has_everything,
        _the_loss_falls,
        _resumed_and_in_part,
    ),
)
