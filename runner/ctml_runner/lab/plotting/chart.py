"""Chart: curves over a common axis, and how a log becomes one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec


@dataclass(frozen=True, slots=True)
class Line:
    """One curve.

    Attributes:
        name: what it shows.
        points: x and y of each point, from left to right.
    """

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Curves that belong together.

    Attributes:
        title: what they are about.
        across: what x counts.
        up: what y measures.
        lines: the curves.
        level: a height that they are held against, by its name; None for none.
    """

    title: str
    across: str
    up: str
    lines: tuple[Line, ...]
    level: tuple[str, float] | None = None


class _Event(msgspec.Struct):
    """What a curve needs of a line of the log; lines of other kinds lack some of it."""

    event: str
    step: int = 0
    loss: float | None = None
    validation: float | None = None
    entropy: float | None = None
    model: str = ""
    corpus: str = ""


def chart_of_log(path: Path) -> Chart:
    """Return the loss curves of a training.

    A line that was cut off by a full disk or a kill is passed over, and where a step was taken
    twice, because what came after a save was lost, the later time counts.

    Raises:
        OSError: the log can't be read.
    """
    events = list(_events(path.read_bytes().splitlines()))
    begun = next((event for event in events if event.event == "begun"), _Event("begun"))
    noted = {event.step: event for event in events if event.event == "noted"}
    lines = (
        Line("loss", _points({step: one.loss for step, one in noted.items()})),
        Line("validation", _points({step: one.validation for step, one in noted.items()})),
    )
    level = None if begun.entropy is None else ("bigram entropy", begun.entropy)
    corpus = Path(begun.corpus).name  # a picture is seen where nobody knows the folder
    title = f"{begun.model} on {corpus}"
    return Chart(title, "step", "loss in nats", lines, level)


def _events(lines: Iterable[bytes]) -> Iterable[_Event]:
    for line in lines:
        try:
            yield msgspec.json.decode(line, type=_Event)
        except msgspec.MsgspecError:
            continue


def _points(values: Mapping[int, float | None]) -> tuple[tuple[float, float], ...]:
    return tuple((step, value) for step, value in sorted(values.items()) if value is not None)
