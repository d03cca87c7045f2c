"""What a check may do, so that a wall can stand between it and the learner's part."""
