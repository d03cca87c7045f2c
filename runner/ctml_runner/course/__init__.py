"""What there is to learn: exercises, their composition, the learner's workspace."""
