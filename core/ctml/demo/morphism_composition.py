"""Demo: arrows that meet, from a token to how likely each next token is."""

from math import log

import numpy as np

from ctml.category import Identity, lift
from ctml.demo.section import Demo, Section
from ctml.demo.shown import Shown, row_of
from ctml.domain import (
    Distribution,
    Logits,
    ModelDimension,
    Parameters,
    Product,
    TokenId,
    Vector,
    VocabSize,
)
from ctml.pipeline import CrossEntropy, DirectPredict, Embedding, LinearToLogits, Softmax

PARAMETERS = Parameters.deterministic(VocabSize(5), ModelDimension(4))
EMBED, SCORE, SHARE = Embedding(PARAMETERS), LinearToLogits(PARAMETERS), Softmax()
TOKEN, TARGET = TokenId(1), TokenId(2)


def _three_arrows_by_hand() -> Section:
    vector = EMBED(TOKEN)
    logits = SCORE(vector)
    return Section(
        "Three arrows, one after the other",
        "Each stage takes a value of one type and gives one of another. Where one ends, the next "
        "begins. Here every stop on the way is shown, for token 1 of a vocabulary of five.",
        "Embedding      : TokenId → Vector        v = embedding[t]\n"
        "LinearToLogits : Vector → Logits         z = v · lm_head + bias\n"
        "Softmax        : Logits → Distribution   p_i = exp(z_i) / Σ_j exp(z_j)",
        (
            Shown("Embedding: the vector v", row_of(vector.values), "D = 4 numbers"),
            Shown("LinearToLogits: the logits z", row_of(logits.values), "V = 5 scores"),
            Shown("Softmax: the probabilities p", row_of(SHARE(logits).values), "they sum to 1"),
        ),
    )


def _inside_the_first_two() -> Section:
    one_hot = np.eye(5)[TOKEN.index]
    looked_up = one_hot @ PARAMETERS.embedding
    product = looked_up @ PARAMETERS.lm_head
    return Section(
        "Inside Embedding and LinearToLogits",
        "To look up a row is a product in disguise: a row of zeros with a single 1 picks it. The "
        "scores are a product as well, and then each gets its bias; at the start that is 0.",
        "v = one_hot(t) · embedding\nz = v · lm_head + bias",
        (
            Shown("one_hot(1)", row_of(one_hot), "V numbers"),
            Shown("one_hot(1) · embedding", row_of(looked_up), "row 1 of the table"),
            Shown("v · lm_head", row_of(product), "[D] · [D, V] = [V]"),
            Shown("+ bias", row_of(product + PARAMETERS.bias), "the logits"),
        ),
    )


def _inside_softmax() -> Section:
    logits = (EMBED >> SCORE)(TOKEN).values
    weights = np.exp(logits - logits.max())
    return Section(
        "Inside Softmax",
        "Only differences of scores count, so the largest is taken away first: then no power of e "
        "is above 1, and none can overflow. Each weight's share of the total is its probability.",
        "w_i = exp(z_i - max z)\np_i = w_i / Σ_j w_j",
        (
            Shown("z - max z", row_of(logits - logits.max()), "0 for the largest"),
            Shown("the weights w", row_of(weights), "1 for the largest"),
            Shown("their total", float(weights.sum())),
            Shown("the shares", row_of(weights / weights.sum())),
            Shown("of 2, 1, 0", row_of(SHARE(Logits([2.0, 1.0, 0.0])).values), "another example"),
            Shown("of 10002, 10001, 10000", row_of(SHARE(Logits([10002.0, 10001.0, 1e4])).values)),
        ),
    )


def _one_chain() -> Section:
    predict = EMBED >> SCORE >> SHARE
    by_hand, in_one_go = SHARE(SCORE(EMBED(TOKEN))), DirectPredict(PARAMETERS)(TOKEN)
    return Section(
        "One arrow, made of three",
        "f >> g is an arrow again: first f, then g. The chain does what the three did by hand, and "
        "what the formula does when it is written out in one go. Composition hides nothing else.",
        "(f >> g)(a) = g(f(a))\npredict : TokenId → Distribution",
        (
            Shown("its name", predict.name),
            Shown("predict(token 1)", row_of(predict(TOKEN).values)),
            Shown("the same as by hand", predict(TOKEN) == by_hand),
            Shown("the same as in one go", predict(TOKEN) == in_one_go),
        ),
    )


def _what_does_not_meet() -> Section:
    return Section(
        "What does not meet, does not compose",
        "Leave a stage out, and two arrows stand side by side that don't meet. The type checker "
        "names both; what must stand between them is the missing one.",
        "f : A → B  and  g : C → D  compose only if B is C",
        (
            Shown(
                "mypy on Embedding(start) >> Softmax()",
                'Unsupported operand types for >> ("Embedding" and "Softmax")  [operator]',
            ),
            Shown(
                "mypy on LinearToLogits(start) >> softmax, a bare function",
                'Unsupported operand types for >> ("LinearToLogits" '
                'and "Callable[[Logits], Distribution]")  [operator]',
                "a function has not said that it is an arrow; lift does",
            ),
        ),
    )


def _a_function_lifted() -> Section:
    follow = EMBED >> SCORE >> SHARE >> lift(most_likely)
    return Section(
        "A function becomes an arrow",
        "Lifting a function says where it begins and where it ends. With the likeliest token at "
        "its end the chain leads from a token to a token: it ends where it began, and can go on.",
        "lift : (A → B) → Morphism[A, B]",
        (
            Shown("its name", follow.name),
            Shown("from token 1", follow(TOKEN).index, "the likeliest next token"),
            Shown("and on from there", (follow >> follow)(TOKEN).index),
        ),
    )


def most_likely(distribution: Distribution) -> TokenId:
    """Return the token with the largest probability; the first of equals."""
    return TokenId(int(distribution.values.argmax()))


def _the_two_laws() -> Section:
    grouped_left = (EMBED >> SCORE) >> SHARE
    grouped_right = EMBED >> (SCORE >> SHARE)
    nothing_first = Identity[TokenId]() >> EMBED
    nothing_after = EMBED >> Identity[Vector]()
    return Section(
        "Two laws, and it is a category",
        "Where the brackets stand does not matter, and an arrow that does nothing changes nothing. "
        "Types and arrows that keep these laws are called a category; there is no more to it.",
        "(f >> g) >> h = f >> (g >> h)\nIdentity >> f = f = f >> Identity",
        (
            Shown(
                "brackets on the left = on the right", grouped_left(TOKEN) == grouped_right(TOKEN)
            ),
            Shown("doing nothing first = not doing it", nothing_first(TOKEN) == EMBED(TOKEN)),
            Shown("doing nothing after = not doing it", nothing_after(TOKEN) == EMBED(TOKEN)),
        ),
    )


def _how_good_was_it() -> Section:
    prediction = (EMBED >> SCORE >> SHARE)(TOKEN)
    chance = float(prediction.values[TARGET.index])
    return Section(
        "How surprised was the model?",
        "The token that came has some probability in the prediction. The loss is the surprise at "
        "it: 0 for a sure hit, and ln V for a fair guess among V. The start knows nothing yet.",
        "CrossEntropy : Distribution x TokenId → Loss\nloss = -ln p[target]",
        (
            Shown("the probability of token 2", chance),
            Shown("the loss", CrossEntropy()(Product(prediction, TARGET)).value, "in nats"),
            Shown("ln 5, a fair guess", log(5)),
        ),
    )


DEMO = Demo(
    "morphism_composition",
    "Arrows that meet: from a token to a prediction",
    (
        _three_arrows_by_hand,
        _inside_the_first_two,
        _inside_softmax,
        _one_chain,
        _what_does_not_meet,
        _a_function_lifted,
        _the_two_laws,
        _how_good_was_it,
    ),
)
