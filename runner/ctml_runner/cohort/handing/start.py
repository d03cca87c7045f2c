"""``START.md``: what a learner finds on unpacking the handout, how to begin and how to hand in."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.plan import Plan
from ctml_runner.cohort.plan.late import told_rule
from ctml_runner.cohort.words import counted, told_span
from ctml_runner.course.placing import place

START = "START.md"
"""What the page is called, at the top of the workspace."""

_TEMPLATE = "start.md"


def start_page(plan: Plan, version: str) -> str:
    """Return the page.

    Args:
        plan: the class's.
        version: of ctml that the class works with.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  # it is Markdown, of the instructor's own words
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(_TEMPLATE).render(
        plan=plan,
        version=version,
        exercises=counted(len(plan.items), "exercise"),
        due="" if plan.due is None else f"{plan.due:%Y-%m-%d %H:%M %Z}".strip(),
        grace=told_span(plan.grace),
        late=told_rule(plan.late),
    )


def put_start(folder: CohortFolder, page: str) -> bool:
    """Write the page into the handout, and return whether it stands there as we write it.

    One that the instructor changed stays: it is no longer what we wrote last.

    Raises:
        OSError: it can't be written.
    """
    file, base = folder.workspace / START, folder.hidden / "handout" / START
    there, new = _bytes(file), page.encode()
    if there is None or there in {new, _bytes(base)}:
        base.parent.mkdir(parents=True, exist_ok=True)
        if there != new:
            place(file, new)
        place(base, new)
        return True
    return False


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
