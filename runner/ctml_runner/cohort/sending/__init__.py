"""What a learner sends: one small file of what they wrote and what happened."""

from ctml_runner.cohort.sending.manifest import Manifest
from ctml_runner.cohort.sending.package import ENDING, Package, packed

__all__ = ["ENDING", "Manifest", "Package", "packed"]
