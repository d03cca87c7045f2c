"""Demo: how the next token is chosen; every stage from scores to one token."""

import numpy as np

from ctml.demo.section import Demo, Section
from ctml.demo.shown import Cell, Shown, row_of
from ctml.domain import Distribution, Logits, TokenStream
from ctml.inference import (
    DrawAt,
    Greedy,
    RepetitionPenalty,
    Sampling,
    Temperature,
    TopK,
    TopP,
    choose,
)
from ctml.pipeline import Softmax

WORDS = ("mat", "sofa", "roof", "moon", "verb")
SCORES = Logits([2.0, 1.0, 0.5, -1.0, -2.0])
SHARES = Softmax()(SCORES)
HEAT = (0.1, 0.5, 1.0, 2.0, 100.0)


def _scores_become_shares() -> Section:
    rows = zip(WORDS, row_of(SCORES.values), row_of(SHARES.values), strict=True)
    return Section(
        "Scores become shares",
        "The cat sat on the …? A model has a score for each token. Softmax makes shares of them, "
        "which sum to 1. Which token comes is not decided yet.",
        "Softmax : Logits → Distribution\np_i = e^z_i / Σ_j e^z_j",
        (Shown("the next word", tuple(rows), columns=("word", "score z", "share p")),),
    )


def _temperature() -> Section:
    rows = tuple((heat, *row_of((Temperature(heat) >> Softmax())(SCORES).values)) for heat in HEAT)
    return Section(
        "Temperature",
        "Divided by a small number the scores stand far apart, and the largest takes nearly all. "
        "Divided by a large one they are nearly equal. Only the order never changes.",
        "Temperature : Logits → Logits\nz' = z / T",
        (Shown("shares", rows, "T = 1 changes nothing", ("T", *WORDS)),),
    )


def _cut() -> Section:
    cuts = (
        ("all", SHARES),
        ("TopK(2)", TopK(2)(SHARES)),
        ("TopP(0.5)", TopP(0.5)(SHARES)),
        ("TopP(0.7)", TopP(0.7)(SHARES)),
        ("TopP(0.95)", TopP(0.95)(SHARES)),
    )
    rows = tuple(_row(name, kept) for name, kept in cuts)
    return Section(
        "The unlikely end is cut off",
        "There are many unlikely tokens, and together they come too often. Keep the k likeliest, "
        "or the fewest that reach p together; the one that crosses p is kept. What is left is "
        "shared out anew, in the same proportions.",
        "TopK, TopP : Distribution → Distribution",
        (
            Shown("shares", rows, columns=("cut", *WORDS)),
            Shown("mat and sofa together", float(SHARES.values[:2].sum()), "sofa crosses 0.7"),
        ),
    )


def _repetition() -> Section:
    penalty = RepetitionPenalty(2.0, TokenStream([0, 4, 0]))
    after = row_of(penalty(SCORES).values)
    rows = zip(WORDS, row_of(SCORES.values), after, strict=True)
    divided = float(SCORES.values[4]) / 2.0
    return Section(
        "What was said before",
        "A token that was there is pushed down, once, however often it came. A score above 0 is "
        "divided and one below 0 multiplied. To divide both would pull the second one up.",
        "z' = z / θ if z > 0, else z · θ\nθ = 2, seen: mat, verb, mat",
        (
            Shown("scores", tuple(rows), columns=("word", "before", "after")),
            Shown("verb, if it were divided", divided, "more than before: a reward"),
        ),
    )


def _chance() -> Section:
    draw, count = np.random.default_rng(0), 1000
    drawn = [DrawAt(draw.random())(SHARES).index for _ in range(count)]
    came = np.bincount(drawn, minlength=len(WORDS)).tolist()
    rows = zip(WORDS, row_of(SHARES.values), came, strict=True)
    at = (0.0, 0.5, 0.7, 0.9, 0.99)
    return Section(
        "Chance is handed in",
        "Lay the tokens side by side, each as wide as it is likely, and look at one place between "
        "0 and 1. The place is given, so the arrow gives equal results for equal values. With "
        "random places each token comes as often as it is likely.",
        "DrawAt(chance) : Distribution → TokenId",
        (
            Shown(
                "the token at",
                tuple((place, WORDS[DrawAt(place)(SHARES).index]) for place in at),
                columns=("chance", "word"),
            ),
            Shown("a thousand times", tuple(rows), columns=("word", "p", "came")),
            Shown("the most likely one", WORDS[Greedy()(SHARES).index]),
        ),
    )


def _chain() -> Section:
    sampling = Sampling(temperature=0.7, top_k=3, top_p=0.9, repetition=1.5)
    seen = TokenStream([0])
    shaping = sampling.shaping(seen)
    draw = np.random.default_rng(7)
    drawn = (choose(SCORES, seen, sampling, draw).token.index for _ in range(8))
    return Section(
        "One chain",
        "All settings together are one arrow from scores to shares, and one random number makes a "
        "token of them. At temperature 0 the chain ends with TopK(1): chance has no say.",
        shaping.name.replace(" >> Softmax", "\n    >> Softmax"),
        (
            Shown("shares", _named(shaping(SCORES)), columns=("word", "share")),
            Shown("eight draws", tuple(WORDS[index] for index in drawn)),
            Shown(
                "at temperature 0",
                _named(Sampling(temperature=0).shaping(seen)(SCORES)),
                columns=("word", "share"),
            ),
        ),
    )


def _row(name: str, shares: Distribution) -> tuple[Cell, ...]:
    return (name, *row_of(shares.values))


def _named(shares: Distribution) -> tuple[tuple[str, float], ...]:
    return tuple(zip(WORDS, row_of(shares.values), strict=True))


DEMO = Demo(
    "sampling",
    "From scores to one token: cut, then draw",
    (_scores_become_shares, _temperature, _cut, _repetition, _chance, _chain),
)
