"""Wording: what a training tells, in lines that a person reads."""

import math

from ctml.tokenization import BYTES
from ctml_runner.lab.training.messages import Begun, Ended, Noted

_LARGE = 10_000
_ENDLESS = 1e9

_FEW = 5
"""How often a kind of token has to be there on average, for its row to learn something."""


def begun_lines(begun: Begun) -> list[str]:
    """Return what is said at the start."""
    guess = f"guessing: a loss of ln {begun.kinds:,} = {begun.guessing:.3f}"
    if begun.entropy is not None:
        guess += f"; the corpus's own bigram entropy: {begun.entropy:.3f}"
    corpus = f"corpus: {begun.corpus}, {begun.count:,} {begun.unit} of {begun.kinds:,} kinds,"
    lines = [
        f"model: {begun.model}, {begun.parameters:,} parameters, {begun.engine} engine",
        f"{corpus} and {begun.validation_count:,} to judge by",
        guess,
    ]
    if begun.step == begun.steps:
        lines.append(f"all {begun.steps:,} steps were taken before; nothing is left to do")
    elif begun.step:
        lines.append(f"goes on after step {begun.step:,} of {begun.steps:,}")
    return lines


def scarcity(begun: Begun) -> str | None:
    """Return what there is to know where the vocabulary is larger than the text can teach."""
    if begun.unit != "tokens" or begun.kinds <= BYTES or begun.count >= _FEW * begun.kinds:
        return None
    return (
        f"{begun.count:,} tokens teach little about {begun.kinds:,} kinds: there are"
        f" {begun.count / begun.kinds:.1f} of each on average; a smaller vocab_size below [model],"
        " or a longer corpus, gives each more to learn from"
    )


def noted_line(noted: Noted, begun: Begun) -> str:
    """Return a line of the log."""
    width = len(f"{begun.steps:,}")
    parts = [
        f"step {noted.step:>{width},}",
        f"loss {_loss(noted.loss)}",
        f"validation {_loss(noted.validation)}",
    ]
    if noted.accuracy is not None:
        parts.append(f"right {noted.accuracy:.1%}")
    if noted.step != begun.step:
        parts.append(f"{amount(noted.a_second)} {begun.unit}/s")
    return "   ".join(parts)


def ended_lines(ended: Ended) -> list[str]:
    """Return what is said at the end."""
    took = duration(ended.seconds)
    lines = []
    if ended.step < ended.steps:
        lines.append(f"interrupted after step {ended.step:,} of {ended.steps:,}, and saved")
    else:
        lines.append(f"{ended.step:,} steps, {took} in this run")
    if ended.astray is not None:
        lines.extend(_astray_lines(ended.astray, ended.guessing))
    elif ended.loss is not None and ended.entropy:
        above = (ended.loss - ended.entropy) / ended.entropy
        lines.append(
            f"loss on all it learned from: {ended.loss:.4f}, {above:.1%} above the entropy"
        )
    if ended.bits_a_byte is not None and ended.step == ended.steps:
        lines.append(f"validation: {ended.bits_a_byte:.3f} bits a byte")
    lines.append(f"weights: {ended.weights}")
    if ended.next_step:
        lines.append(f"next:  {ended.next_step}")
    return lines


def _astray_lines(loss: float, guessing: float) -> list[str]:
    ended = f"{loss:,.3f}" if loss < _ENDLESS else _loss(loss)
    return [
        f"it ended at a loss of {ended}, worse than a blind guess, which has {guessing:.3f}",
        "each step went too far; try a tenth of the learning_rate below [training]",
    ]


def amount(number: float) -> str:
    """Return a large number in few letters: 950, 12.3k, 1.20M."""
    if number >= 1e6:
        return f"{number / 1e6:.2f}M"
    return f"{number / 1e3:.1f}k" if number >= _LARGE else f"{number:.0f}"


def duration(seconds: float) -> str:
    """Return a time as people say it: 8.3 s, 3 min 20 s, 2 h 05 min."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    whole = math.floor(seconds)
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


def _loss(loss: float) -> str:
    return f"{loss:.4f}" if loss < _LARGE else f"{loss:.3g}"
