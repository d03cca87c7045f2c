"""The warm type check says what a cold ``mypy --strict`` says, message for message."""

import itertools
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import msgspec
import pytest
from tests.curriculum.cold_mypy import ColdMypy
from tests.curriculum.fuzzer import Fuzzed, fuzz

from ctml_runner.course.compose import compose_part
from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.judging.parsing import Unparsable, parse
from ctml_runner.judging.process import How
from ctml_runner.judging.room import Job
from ctml_runner.judging.setup import warm_cache
from ctml_runner.judging.warm import Warm, warm

SEED = 20
EDITS = 320
TRULY_COLD = 4
AT_ONCE = 2
ONCE_DIFFERED = (
    "import collections\n_ = collections.abc.Sequence",  # a submodule that nobody here imports
    "import importlib\n_ = importlib.util",
    "import mypy.build",  # a module outside of the warm graph
    "class Box[T]: ...",  # Python 3.11 can't parse it, mypy can
    "import e_token_id",
)


class _Fact(msgspec.Struct, frozen=True):
    mypy: list[str] | None = None


class _Message(msgspec.Struct, frozen=True):
    message: str


@dataclass(frozen=True, slots=True)
class WarmMypy:
    """The judge's type checker: what leaves its process, before anything is made of it."""

    types: Warm
    build: Path
    lock: Lock

    def check(self, module: str, text: str, marker_line: int) -> list[str]:
        """Return mypy's lines of JSON; one that says so if the process ended without them."""
        job = Job(f"{module}.py", marker_line, (), 60.0)
        with self.lock:
            (self.build / job.file).write_text(text, encoding="utf-8", newline="\n")
            ended = self.types.start(job).wait(job.seconds)
        if ended.how is not How.DONE:
            return [f"no answer: {ended.how.name} {ended.status} {ended.output}"]
        facts = [msgspec.json.decode(line, type=_Fact) for line in ended.facts if line[:1] == "{"]
        return next((fact.mypy for fact in facts if fact.mypy is not None), ["no answer"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz").resolve()


@pytest.fixture(scope="module")
def warm_mypy(folder: Path) -> Iterator[WarmMypy]:
    """The type checker as ``ctml watch`` starts it: with a cache that ``ctml init`` filled."""
    build = folder / "build"
    warm_cache(folder, lambda _: None)
    build.mkdir(exist_ok=True)
    types = warm("types", {"cache": str(folder / "cache"), "build": str(build)})
    types.wait_ready()
    yield WarmMypy(types, build, Lock())
    types.close()


@pytest.fixture(scope="module")
def cold_mypys(folder: Path) -> list[ColdMypy]:
    """As many as run at once, each with a cache of its own that holds libraries only."""
    for number in range(AT_ONCE):
        (folder / f"cold{number}").mkdir()
    ColdMypy(folder / "cold0", folder / "cache0").read_libraries()
    for number in range(1, AT_ONCE):
        shutil.copytree(folder / "cache0", folder / f"cache{number}")
    return [ColdMypy(folder / f"cold{n}", folder / f"cache{n}") for n in range(AT_ONCE)]


def difference(fuzzed: Fuzzed, warm_mypy: WarmMypy, cold: ColdMypy) -> str:
    """Return what each says where they differ, and of what; empty if they agree."""
    composed = compose_part(fuzzed.exercise, fuzzed.part)
    module = fuzzed.exercise.module
    warm_lines = warm_mypy.check(module, composed.text, composed.marker_line)
    # A part that does not parse is judged without the checks, so cold mypy sees the part alone.
    alone = isinstance(parse(composed.part), Unparsable)
    cold_lines = cold.check(module, composed.part if alone else composed.text)
    if warm_lines == cold_lines:
        return ""
    return "\n".join((fuzzed.how, "warm:", *warm_lines, "cold:", *cold_lines, fuzzed.part))


def differences(edits: list[Fuzzed], warm_mypy: WarmMypy, colds: list[ColdMypy]) -> list[str]:
    """Compare all edits, as many at once as there are cold type checkers."""

    def of_share(number: int) -> list[str]:
        share = edits[number :: len(colds)]
        return [difference(fuzzed, warm_mypy, colds[number]) for fuzzed in share]

    with ThreadPoolExecutor(len(colds)) as pool:
        found = itertools.chain.from_iterable(pool.map(of_share, range(len(colds))))
        return [one for one in found if one]


def test_random_edits_are_told_as_cold_mypy_tells_them(
    warm_mypy: WarmMypy, cold_mypys: list[ColdMypy]
) -> None:
    edits = list(itertools.islice(fuzz(read_curriculum(), SEED), EDITS))
    assert len({(edit.exercise.slug, edit.part) for edit in edits}) >= 300
    assert differences(edits, warm_mypy, cold_mypys) == []


def test_what_once_differed_is_told_as_cold_mypy_tells_it(
    warm_mypy: WarmMypy, cold_mypys: list[ColdMypy]
) -> None:
    exercise = read_curriculum().course[0]
    edits = [
        Fuzzed(exercise, f"{exercise.start}{lines}\n", f"start and {lines!r}")
        for lines in ONCE_DIFFERED
    ]
    assert differences(edits, warm_mypy, cold_mypys) == []


def test_edits_are_told_as_mypy_without_any_cache_tells_them(
    folder: Path, warm_mypy: WarmMypy
) -> None:
    """Sorted, since mypy tells names of one import in another order if a cache knows them."""
    cold = ColdMypy(folder, None)
    for edit in itertools.islice(fuzz(read_curriculum(), SEED + 1), TRULY_COLD):
        composed = compose_part(edit.exercise, edit.part)
        module = edit.exercise.module
        said = warm_mypy.check(module, composed.text, composed.marker_line)
        if not isinstance(parse(composed.part), Unparsable):
            assert sorted(said) == sorted(cold.check(module, composed.text)), edit.how


def test_a_module_composed_before_is_not_found(warm_mypy: WarmMypy) -> None:
    assert warm_mypy.check("e_before", "x: int = 3\n# --- checks ---\n", 2) == []
    assert [
        msgspec.json.decode(line, type=_Message).message
        for line in warm_mypy.check("e_after", "from e_before import x\n# --- checks ---\n", 2)
    ] == ['Cannot find implementation or library stub for module named "e_before"']


def test_the_same_seed_gives_the_same_edits() -> None:
    course = read_curriculum()
    assert list(itertools.islice(fuzz(course, 7), 50)) == list(
        itertools.islice(fuzz(course, 7), 50)
    )
