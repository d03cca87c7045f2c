"""A share card as Markdown, for a README, a forum or a notebook."""

import re
from string import Template

from ctml_runner.teaching.card.card import Card

_PAGE = Template("""\
# $title

Built in ctml, where a type checker and a test runner are the teacher, from the paper by
$authors: [$paper]($url).

${fence}console
$$ $command
$printed${fence}

What the code claims, how far each claim goes, and the check that holds the code to it:

| claim | boundary | check |
|---|---|---|
$rows
""")


def card_markdown(card: Card) -> str:
    """Return the card as a page of Markdown."""
    return _PAGE.substitute(
        title=card.title,
        authors=card.authors,
        paper=card.paper,
        url=card.url,
        command=card.command,
        fence=_fence(card.printed),
        printed="".join(f"{line}\n" for line in card.printed),
        rows="\n".join(
            f"| {claim.says} | {claim.boundary} | {', '.join(f'`{one}`' for one in claim.checks)} |"
            for claim in card.claims
        ),
    )


def _fence(lines: tuple[str, ...]) -> str:
    """Return a row of backquotes that is longer than any that was printed."""
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    return "`" * max(3, longest + 1)
