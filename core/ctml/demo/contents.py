"""DEMOS: every demo there is, in the order in which one reads them."""

from typing import Final

from ctml.demo import (
    adam,
    attention_scores,
    domain_objects,
    fine_tuning,
    morphism_composition,
    sampling,
    seven_sketches,
    structure_and_calculus,
    token_sequence,
    training_endomorphism,
    transformer_block,
    transformer_training_state,
)
from ctml.demo.section import Demo

DEMOS: Final[tuple[Demo, ...]] = (
    token_sequence.DEMO,
    domain_objects.DEMO,
    morphism_composition.DEMO,
    training_endomorphism.DEMO,
    structure_and_calculus.DEMO,
    seven_sketches.DEMO,
    attention_scores.DEMO,
    transformer_block.DEMO,
    adam.DEMO,
    transformer_training_state.DEMO,
    sampling.DEMO,
    fine_tuning.DEMO,
)
"""From one token to a transformer that learns, speaks and is tuned; the whole course in small."""
