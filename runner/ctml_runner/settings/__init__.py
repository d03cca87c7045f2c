"""What a learner can set: ``settings.toml`` in the workspace, as a frozen value."""

from ctml_runner.settings.reading import FILE, read_settings
from ctml_runner.settings.text import settings_text
from ctml_runner.settings.values import Following, Glyphs, Saves, Settings, Style, Theme

SETTINGS_TEXT = settings_text()
"""A new ``settings.toml``: every key with its default, and what it means."""

__all__ = [
    "FILE",
    "SETTINGS_TEXT",
    "Following",
    "Glyphs",
    "Saves",
    "Settings",
    "Style",
    "Theme",
    "read_settings",
]
