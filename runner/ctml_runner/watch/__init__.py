"""What wakes the runner: saves of the learner's files, and keys."""
