"""Facts about the types of sampling: checked by mypy and pyright, never run."""

from collections.abc import Iterator
from typing import assert_type

import numpy as np

from ctml.category import Compose, Morphism
from ctml.domain import Distribution, Logits, TokenId, TokenStream
from ctml.inference import (
    Chosen,
    DrawAt,
    Greedy,
    RepetitionPenalty,
    Sampling,
    Temperature,
    TopK,
    TopP,
    choose,
    sampled,
)
from ctml.models import LanguageModel
from ctml.pipeline import Softmax


def what_stages_compose_to(seen: TokenStream) -> None:
    scores = RepetitionPenalty(1.2, seen) >> Temperature(0.8)
    assert_type(scores, Compose[Logits, Logits])
    shares = scores >> Softmax() >> TopK(40) >> TopP(0.9)
    assert_type(shares, Compose[Logits, Distribution])
    assert_type(shares >> DrawAt(0.5), Compose[Logits, TokenId])
    assert_type(shares >> Greedy(), Compose[Logits, TokenId])


def what_a_sampling_is(
    model: LanguageModel, seen: TokenStream, logits: Logits, draw: np.random.Generator
) -> None:
    assert_type(Sampling().shaping(seen), Morphism[Logits, Distribution])
    assert_type(choose(logits, seen, Sampling(), draw), Chosen)
    assert_type(sampled(model, seen, Sampling(), draw), Iterator[Chosen])
    assert_type([one.token for one in sampled(model, seen, Sampling(), draw)], list[TokenId])
    assert_type(choose(logits, seen, Sampling(), draw).distribution, Distribution)


def refused(
    model: LanguageModel, seen: TokenStream, logits: Logits, draw: np.random.Generator
) -> None:
    Temperature(0.8) >> TopK(40)  # type: ignore[operator]
    Softmax() >> Temperature(0.8)  # type: ignore[operator]
    TopP(0.9) >> Softmax()  # type: ignore[operator]
    Temperature(0.8) >> DrawAt(0.5)  # type: ignore[operator]
    Greedy() >> DrawAt(0.5)  # type: ignore[operator]
    DrawAt(0.5)(logits)  # type: ignore[arg-type]
    RepetitionPenalty(1.2, [TokenId(1)])  # type: ignore[arg-type]
    TopK(0.9)  # type: ignore[arg-type]
    choose(logits, seen, Sampling(), 7)  # type: ignore[arg-type]
    sampled(model, b"Once", Sampling(), draw)  # type: ignore[arg-type]
    Sampling().temperature = 2.0  # type: ignore[misc]
