"""Watching: who is stuck now, from journals that appear below a shared folder."""
