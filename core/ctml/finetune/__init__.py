"""After training: checkpoints, fine-tuning, preferences.

In the order in which one reads them:

* ``misfit``, ``checkpoint``: arrays held against a model, with all that is wrong told at once;
* ``answers``, ``answer_loss``: supervised fine-tuning, in which the prompt teaches nothing;
* ``low_rank``: a frozen model with thin changes beside its tables (LoRA);
* ``preferences``, ``reward``: which of two answers was liked better, and a model of that taste;
* ``reference``, ``dpo``, ``drift``: preferences without a reward model; how far one has gone;
* ``loss_step``: a step down any of these losses.
"""

from ctml.finetune.answer_loss import answer_log_probabilities, answer_loss
from ctml.finetune.answers import AnswerBatch, Answered, Mask
from ctml.finetune.checkpoint import AnyArray, fitted
from ctml.finetune.dpo import dpo_loss
from ctml.finetune.drift import drift
from ctml.finetune.loss_step import LossStep
from ctml.finetune.low_rank import Adapted, LowRank, adapted
from ctml.finetune.misfit import (
    Misfit,
    Missing,
    NotFinite,
    Problem,
    Unknown,
    WrongKind,
    WrongShape,
)
from ctml.finetune.preferences import Preference, PreferenceBatch, bradley_terry_loss
from ctml.finetune.reference import Reference
from ctml.finetune.reward import RewardModel

__all__ = [
    "Adapted",
    "AnswerBatch",
    "Answered",
    "AnyArray",
    "LossStep",
    "LowRank",
    "Mask",
    "Misfit",
    "Missing",
    "NotFinite",
    "Preference",
    "PreferenceBatch",
    "Problem",
    "Reference",
    "RewardModel",
    "Unknown",
    "WrongKind",
    "WrongShape",
    "adapted",
    "answer_log_probabilities",
    "answer_loss",
    "bradley_terry_loss",
    "dpo_loss",
    "drift",
    "fitted",
]
