"""What is true of a save: types and tests, side by side."""
