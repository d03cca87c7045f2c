"""The teacher: it judges a save, explains the verdict and remembers what happened."""
