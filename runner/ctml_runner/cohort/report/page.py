"""The page itself: the template filled in, every word escaped, and nothing allowed but itself."""

import base64
import hashlib
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ctml_runner.cohort.received import read_journal
from ctml_runner.cohort.report.drawing import HEIGHT, WIDTH, when
from ctml_runner.cohort.report.filling import content
from ctml_runner.cohort.report.timeline import timeline
from ctml_runner.cohort.standing.gathering import Gathered, look

_HERE = Path(__file__).parent


def page(gathered: Gathered, now: datetime) -> str:
    """Return the report of a class as HTML.

    Raises:
        InstructorError: a journal can't be read.
    """
    seen = look(gathered, now)
    journals = [read_journal(gathered.folder, one) for one in gathered.roster.learners]
    shown = content(gathered, seen, timeline(journals, gathered.plan.slugs, now), now)
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    return (
        _environment()
        .get_template("page.html")
        .render(
            page=shown,
            policy=policy(style),
            style=style,
            width=WIDTH,
            height=HEIGHT,
            when=when,
        )
    )


def policy(style: str) -> str:
    """Return the content security policy: this one style sheet, and nothing else at all."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
