"""Loading: a model that speaks, from a config and its weights."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import assert_never

from ctml.errors import InvalidValueError
from ctml_runner.errors import LearnerError
from ctml_runner.lab.config import Bigram, ConfigFile, ImageMlp, LeNet, Mlp, TextModel, Transformer
from ctml_runner.lab.model.making import model_of
from ctml_runner.lab.model.speaker import Speaker
from ctml_runner.lab.weights import Kept, read_weights, with_weights


def load_speaker(file: ConfigFile) -> tuple[Speaker, Kept]:
    """Return the model of a config as it was trained, and all that its weights hold.

    Raises:
        LearnerError: it is a model of pictures, it wasn't trained yet, or its weights are damaged
            or of another model.
    """
    told = _text_model(file)
    kept = read_weights(file.weights, file.command())
    if kept.tokenizer is None:
        raise LearnerError(
            "these weights are of a model of pictures; it has nothing to say",
            where=file.weights,
            next_step=f"train a model of texts there: {file.command()}",
        )
    model = model_of(file, told, kept.tokenizer.vocab_size)
    learned = with_weights(file, model, kept.state.arrays)
    return Speaker(learned.without_gradient(), kept.tokenizer), kept


@contextmanager
def speaking(file: ConfigFile) -> Iterator[None]:
    """Tell weights that no one can compute with as what they are: those of a training gone wrong.

    Raises:
        LearnerError: a number grew beyond every float while the model wrote.
    """
    try:
        yield
    except InvalidValueError as error:
        rate = file.config.training.learning_rate
        raise LearnerError(
            f"these weights are too large to compute with: {error.given} ({error.noun})",
            where=file.weights,
            next_step=f"train anew with smaller steps, such as learning_rate = {rate / 10:g}",
        ) from error


def _text_model(file: ConfigFile) -> TextModel:
    told = file.config.model
    match told:
        case Bigram() | Mlp() | Transformer():
            return told
        case ImageMlp() | LeNet():
            raise file.wrong(
                "this is a model of pictures: it names digits, and has nothing to say",
                "model",
                "name",
                next_step="ctml chat configs/bigram.toml   (a model of texts)",
            )
        case _:
            assert_never(told)
