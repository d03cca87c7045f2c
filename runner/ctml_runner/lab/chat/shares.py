"""Shares: which tokens could have come, and how likely each of them was."""

import numpy as np

from ctml.domain import TokenId
from ctml.inference import Sampling
from ctml_runner.lab.chat.talk import Share
from ctml_runner.lab.model import Speaker, Written

_MOST = 40
"""More have no room on any screen."""


def shares_of(speaker: Speaker, last: Written | None, sampling: Sampling) -> tuple[Share, ...]:
    """Return what a token would be chosen from, the likeliest first; those of share 0 are left out.

    Args:
        speaker: the model.
        last: the token that was written last; None for none.
        sampling: how it is chosen now, which may be otherwise than it was.
    """
    if last is None:
        return ()
    values = sampling.shaping(last.seen)(last.logits).values
    order = [int(at) for at in np.argsort(-values, kind="stable")]
    shown = order[:_MOST]
    if last.token.index not in shown:
        shown.append(last.token.index)
    return tuple(
        Share(speaker.token_text(TokenId(at)), float(values[at]), at == last.token.index)
        for at in shown
        if values[at] > 0
    )
