"""The lab: the core's examples at the terminal."""
