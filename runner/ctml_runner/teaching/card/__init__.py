"""The share card: what was built, the command that shows it, what it printed, what it claims."""

from ctml_runner.teaching.card.card import Card, make_card
from ctml_runner.teaching.card.markdown import card_markdown
from ctml_runner.teaching.card.picture import card_svg

__all__ = ["Card", "card_markdown", "card_svg", "make_card"]
