"""The type checker, warm: mypy with the libraries' graph loaded once.

Each save is checked in a process forked from one that holds the graph, by adding the one
composed module to it with mypy's batch code; the graph is then thrown away with the process.
This is not mypy's fine-grained server, which answers differently from a cold run too often.
The functions used are mypy's own internals, so its minor version is pinned, and the tests
compare every verdict with a cold ``mypy --strict`` (docs/decisions/0002-warm-graph.md).
"""

import contextlib
import importlib.util
import io
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from mypy import build
from mypy.errors import CompileError
from mypy.main import process_options
from mypy.metastore import FilesystemMetadataStore
from mypy.modulefinder import BuildSource, SearchPaths
from mypy.options import Options

from ctml_runner.judging.escapes import find_escapes
from ctml_runner.judging.parsing import Unparsable, parse, part_of
from ctml_runner.judging.room import Job, Tell

FLAGS = (
    "--strict",
    "--warn-unreachable",
    "--output=json",
    "--config-file=",
    "--no-error-summary",
    "--no-sqlite-cache",  # plain files load twice as fast, and a fork may not share a database
)
"""The flags of every check, warm or cold; one that differs silently discards the cache."""

_WARM = "ctml_warm"
_LIBRARIES = (
    "abc", "collections", "collections.abc", "contextlib", "dataclasses", "enum", "functools",
    "hypothesis", "hypothesis.extra.numpy", "hypothesis.strategies", "itertools", "json", "math",
    "numpy", "numpy.typing", "operator", "pathlib", "pytest", "random", "string", "sys", "tomllib",
    "typing", "typing_extensions",
)  # fmt: skip


def options(cache: Path) -> Options:
    """Return the options of every check; the cache holds libraries and never a learner's module."""
    _, parsed = process_options([*FLAGS, f"--cache-dir={cache}", "-c", "pass"])
    return parsed


def warm_source() -> str:
    """Return a module that imports all that exercises stand on: libraries and the whole core."""
    return "".join(f"import {name}\n" for name in (*_LIBRARIES, *_core_modules()))


def _core_modules() -> Iterator[str]:
    """Yield the names of the core's modules, without importing them: that would cost numpy."""
    spec = importlib.util.find_spec("ctml")
    for folder in (spec and spec.submodule_search_locations) or ():
        for file in sorted(Path(folder).rglob("*.py")):
            parts = file.relative_to(Path(folder).parent).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


class Typechecker:
    """mypy with the libraries loaded; `work` may be called once, in a process of its own.

    Args:
        cache: the folder of mypy's cache; filled when it is empty (seconds, once).
        folder: where composed modules stand; a check finds nothing else in it.
    """

    def __init__(self, cache: str, folder: str) -> None:
        os.chdir(folder)
        self._folder = folder
        warm = BuildSource(None, _WARM, warm_source(), base_dir=folder)
        result = build.build([warm], options(Path(cache)))
        self._manager, self._graph = result.manager, result.graph
        del self._graph[_WARM]
        self._manager.modules.pop(_WARM, None)
        self._loaded = frozenset(self._graph)
        # From here on, nothing enters the cache.
        self._manager.metastore = FilesystemMetadataStore(os.devnull)
        self._manager.options.cache_dir = os.devnull
        self._hide_folder()
        self._printed: list[str] = []
        self._manager.flush_errors = self._take

    def _hide_folder(self) -> None:
        """Let no check find the modules composed before it: it is told of its own file alone."""
        paths = self._manager.search_paths
        alone = SearchPaths((), paths.mypy_path, paths.package_path, paths.typeshed_path)
        self._manager.search_paths = alone
        self._manager.find_module_cache.search_paths = alone

    def work(self, job: Job, tell: Tell) -> None:
        """Check one composed file.

        Tells ``{"unparsable": ...}`` if the part doesn't parse alone (then only the part is
        checked), ``{"escapes": ...}``, and ``{"mypy": [...]}``: mypy's own lines of JSON.
        """
        part = part_of(job)
        tree = parse(part)
        if isinstance(tree, Unparsable):
            tell({"unparsable": asdict(tree)})
            tell({"mypy": self._check_alone(job.file, part)})
        else:
            tell({"escapes": [asdict(escape) for escape in find_escapes(part, tree)]})
            tell({"mypy": self._check(job.file)})

    def _check_alone(self, file: str, part: str) -> Sequence[str]:
        """Check another text under the same name; mypy reads files, whatever text it is given."""
        with tempfile.TemporaryDirectory(dir=self._folder) as folder, contextlib.chdir(folder):
            Path(file).write_text(part, encoding="utf-8", newline="\n")
            return self._check(file)

    def _check(self, file: str) -> Sequence[str]:
        """Add the module to the loaded graph, check it, and return mypy's lines."""
        source = BuildSource(file, file.removesuffix(".py"))
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                self._check_module(source)
        except CompileError as error:
            return self._last_words(error)
        return self._printed

    def _last_words(self, error: CompileError) -> Sequence[str]:
        """Return mypy's lines of a check that it broke off.

        Raises:
            CompileError: none of them tells of an error; silence is no clean verdict, so the
                process ends without one.
        """
        said = [*self._printed, *error.messages]
        if not any(map(_tells_of_an_error, said)):
            raise error
        return said

    def _check_module(self, source: BuildSource) -> None:
        manager, graph = self._manager, self._graph
        manager.source_set = build.BuildSourceSet([source])
        manager.find_module_cache.source_set = manager.source_set
        manager.fscache.flush()
        build.load_graph([source], manager, old_graph=graph)
        for name in graph.keys() - self._loaded:
            manager.import_map[name] = graph[name].dependencies_set
        components = build.sorted_components(graph)
        manager.scc_by_id = {scc.id: scc for scc in components}
        manager.top_order = [scc.id for scc in components]
        manager.scc_by_mod_id.update((name, scc) for scc in components for name in scc.mod_ids)
        manager.done_sccs = {scc.id for scc in components if scc.mod_ids <= self._loaded}
        for scc in components:
            if scc.id not in manager.done_sccs:
                stale, _ = build.find_stale_sccs([scc], graph, manager)
                if stale:
                    for name in scc.mod_ids:
                        graph[name].mark_as_rechecked()
                    build.process_stale_scc(graph, scc, manager)

    def _take(self, _file: str | None, lines: list[str], _serious: bool) -> None:  # noqa: FBT001
        self._printed.extend(lines)


def _tells_of_an_error(line: str) -> bool:
    """Whether a line of mypy's is an error in its JSON, as it is judged by, and no note."""
    with contextlib.suppress(json.JSONDecodeError):
        told = json.loads(line)
        return isinstance(told, dict) and told.get("severity") == "error"
    return False
