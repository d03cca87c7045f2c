"""Texts: a corpus in tokens, cut in two, with the tokenizer that was learned from it."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from ctml.data import CORPORA, Corpus, Split, file_corpus, split_stream
from ctml.domain import StepCount, TokenStream
from ctml.errors import DomainError, InvalidValueError
from ctml.tokenization import BYTES, Encode, LearnMerges, Tokenizer
from ctml_runner.errors import LearnerError
from ctml_runner.lab.config import CORPUS, DIGITS, ConfigFile
from ctml_runner.lab.config.key import as_toml


@dataclass(frozen=True, slots=True)
class Texts:
    """What a language model learns from.

    Attributes:
        corpus: the text.
        tokenizer: which bytes become which tokens.
        split: the tokens, to learn from and to judge by.
    """

    corpus: Corpus
    tokenizer: Tokenizer
    split: Split[TokenStream]

    @property
    def bytes_a_token(self) -> float:
        """How many bytes a token of the validation part stands for, on average."""
        vocabulary, ids = self.tokenizer.vocabulary, self.split.validation.ids.tolist()
        return sum(len(vocabulary[index]) for index in ids) / len(ids)


def read_corpus(file: ConfigFile) -> Corpus:
    """Return the text that a config names.

    Raises:
        LearnerError: there is none, or it is no text.
    """
    named = file.corpus
    if named == DIGITS:
        step = 'write: corpus = "python-docs"; or name a model of pictures: image-mlp or lenet'
        what = f"[training] corpus can't be {DIGITS!r} here: those are pictures, and no text"
        raise file.wrong(what, "training", "corpus", next_step=step)
    try:
        return file_corpus(named) if isinstance(named, Path) else CORPORA[named]()
    except InvalidValueError as error:
        raise corpus_error(file, error) from error


def corpus_error(file: ConfigFile, error: DomainError) -> LearnerError:
    """Return what is told when there is nothing to learn from."""
    told = file.config.training.corpus
    if isinstance(file.corpus, Path) and not file.corpus.exists():
        return _no_file(file, told)
    what = f"corpus {told!r} can't be used: it needs {error.needed}{_found(file, error)}"
    if file.has(CORPUS):
        return LearnerError(f"--{what}", next_step="name another one")
    return file.wrong(f"[training] {what}", "training", "corpus", next_step="name another corpus")


def _found(file: ConfigFile, error: DomainError) -> str:
    """Return what was found in place of what is needed, and where, without the path again."""
    path = f"{file.corpus}"
    place = error.noun.removeprefix("corpus").removeprefix(path).strip(", ")  # line 3, byte 7
    given = error.given.removeprefix(path).strip(" ()")
    found = ": ".join(part for part in (place, given) if part)
    return f" ({found})" if found else ""


def _no_file(file: ConfigFile, told: str) -> LearnerError:
    """Return what is told when what is to be learned from isn't there."""
    if file.has(CORPUS):
        step = f"say where it is; or leave --corpus out: ctml train {file.file}"
        return LearnerError("--corpus: there is no such file", where=Path(told), next_step=step)
    near = get_close_matches(told, [*CORPORA, DIGITS], n=1)
    meant = f"did you mean {near[0]!r}?" if near else "paths count from the config's folder"
    what = f"[training] corpus: there is no file {told!r}; {meant}"
    step = f"put a copy there, or say where it is: {file.command()} --corpus PATH"
    if near:
        step = f"write: corpus = {as_toml(near[0])}"
    return file.wrong(what, "training", "corpus", next_step=step)


def read_texts(file: ConfigFile, vocab_size: int, tokenizer: Tokenizer | None = None) -> Texts:
    """Return the corpus of a config in tokens.

    Args:
        file: the config.
        vocab_size: how many tokens there are to be.
        tokenizer: that of a training that goes on; None learns one, from the part of the corpus
            that is learned from.

    Raises:
        LearnerError: there is no such corpus, it has more kinds of bytes than tokens are wanted,
            or it is too short.
    """
    corpus, training = read_corpus(file), file.config.training
    _require_room(file, corpus, vocab_size)
    seen = corpus.utf8[: round(len(corpus) * (1 - training.validation))]
    learned = tokenizer or LearnMerges(StepCount(vocab_size - BYTES))(seen)
    stream = Encode(learned)(corpus.utf8)
    try:
        split = split_stream(stream, training.validation)
    except InvalidValueError as error:
        raise _too_short(file, len(stream)) from error
    if min(len(split.training), len(split.validation)) <= training.context:
        raise _too_short(file, len(stream))
    return Texts(corpus, learned, split)


def _require_room(file: ConfigFile, corpus: Corpus, vocab_size: int) -> None:
    kinds = len(set(corpus.utf8))
    if vocab_size < BYTES:
        raise file.wrong(
            f"[model] vocab_size can't be {vocab_size}: the corpus has {kinds} different bytes,"
            f" and each of the {BYTES} that there are has a token of its own",
            "model",
            "vocab_size",
            next_step=f"write: vocab_size = {BYTES}   (bytes alone), or more (byte pairs as well)",
        )


def _too_short(file: ConfigFile, tokens: int) -> LearnerError:
    training = file.config.training
    kept = round(training.validation * tokens)
    return file.wrong(
        f"the corpus is too short: of its {tokens} tokens, {kept} are kept for validation, and"
        f" each part needs more than one context of {training.context}",
        "training",
        "context",
        next_step="a smaller context, a larger validation share, or a longer corpus",
    )
