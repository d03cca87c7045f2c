"""From what a config says to a model of the core, and back from its weights."""

from ctml_runner.lab.model.making import model_of, new_classifier, sizes_of
from ctml_runner.lab.model.speaker import Speaker, speaker

__all__ = ["Speaker", "model_of", "new_classifier", "sizes_of", "speaker"]
