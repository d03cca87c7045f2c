"""After training: checkpoints, fine-tuning, preferences."""
