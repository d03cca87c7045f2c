"""From what a config says to a model of the core, and back from its weights."""

from ctml_runner.lab.model.loading import load_speaker, speaking
from ctml_runner.lab.model.making import model_of, new_classifier
from ctml_runner.lab.model.room import require_room
from ctml_runner.lab.model.speaker import Speaker, Written

__all__ = [
    "Speaker",
    "Written",
    "load_speaker",
    "model_of",
    "new_classifier",
    "require_room",
    "speaking",
]
