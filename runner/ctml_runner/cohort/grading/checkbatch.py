"""Checking the types of many learners' parts of one exercise in one process, each for itself.

A fork of the warm checker and a walk over the libraries' graph cost more than the check of one
part. So a batch is added to the graph together, each part as a module of its own under a name
that no part can know, and its modules are checked one after another (docs/decisions/0018).
"""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import msgspec
from mypy import build
from mypy.errors import CompileError
from mypy.modulefinder import BuildSource

from ctml_runner.judging.escapes import find_escapes
from ctml_runner.judging.parsing import Unparsable, parse
from ctml_runner.judging.typecheck import Typechecker


class Piece(msgspec.Struct, frozen=True):
    """One composed part of a batch.

    Attributes:
        module: the name under which it is judged elsewhere.
        marker_line: the learner's part stands above this line, counted from 1.
        text: the whole module.
    """

    module: str
    marker_line: int
    text: str

    @property
    def part(self) -> str:
        """The learner's part."""
        return "".join(f"{line}\n" for line in self.text.split("\n")[: self.marker_line - 1])


Tell = Callable[[int, Mapping[str, object]], None]
"""Takes a fact about the part of that number."""


class BatchChecker(Typechecker):
    """A warm type checker that can check several parts; `check` is called once, in a fork."""

    def check(self, pieces: Sequence[Piece], tell: Tell) -> None:
        """Tell of each part what `Typechecker.work` tells of one, and nothing twice.

        Whatever ends this process ends the answers; those that were told are true.
        """
        names = {}
        for number, piece in enumerate(pieces):
            tree = parse(piece.part)
            if isinstance(tree, Unparsable):
                tell(number, {"unparsable": asdict(tree)})
                tell(number, {"mypy": []})
            else:
                escapes = [asdict(one) for one in find_escapes(piece.part, tree)]
                tell(number, {"escapes": escapes})
                names[number] = self._write(piece)
        for number, said in self._said_or_broke_off(names):
            own = pieces[number].module
            tell(number, {"mypy": [line.replace(names[number], own) for line in said]})

    def _said_or_broke_off(self, names: Mapping[int, str]) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield mypy's lines of each; where it breaks off over one alone, those that say why.

        Over one of several it ends the process, since nobody knows which: each is asked alone.
        """
        try:
            yield from self._said(names)
        except CompileError as error:
            if len(names) != 1:
                raise
            yield next(iter(names)), self._last_words(error)

    def _write(self, piece: Piece) -> str:
        """Write a part under a name that nobody knows before, and return that name."""
        name = f"{piece.module}_{secrets.token_hex(8)}"
        Path(f"{name}.py").write_text(piece.text, encoding="utf-8", newline="\n")
        return name

    def _said(self, names: Mapping[int, str]) -> Iterator[tuple[int, Sequence[str]]]:
        """Add all modules to the graph, check one after another, and yield mypy's lines of each."""
        manager, graph = self._manager, self._graph
        sources = [BuildSource(f"{name}.py", name) for name in names.values()]
        manager.source_set = build.BuildSourceSet(sources)
        manager.find_module_cache.source_set = manager.source_set
        manager.fscache.flush()
        build.load_graph(sources, manager, old_graph=graph)
        for name in graph.keys() - self._loaded:
            manager.import_map[name] = graph[name].dependencies_set
        numbers = {name: number for number, name in names.items()}
        for component in self._unchecked():
            self._check_component(component)
            for name in component.mod_ids & numbers.keys():
                yield numbers[name], self._take_printed()

    def _unchecked(self) -> Iterator[build.SCC]:
        """Yield what isn't checked yet, what is imported before what imports it."""
        manager, graph = self._manager, self._graph
        components = build.sorted_components(graph)
        manager.scc_by_id = {one.id: one for one in components}
        manager.top_order = [one.id for one in components]
        manager.scc_by_mod_id.update((name, one) for one in components for name in one.mod_ids)
        manager.done_sccs = {one.id for one in components if one.mod_ids <= self._loaded}
        yield from (one for one in components if one.id not in manager.done_sccs)

    def _check_component(self, component: build.SCC) -> None:
        stale, _ = build.find_stale_sccs([component], self._graph, self._manager)
        if stale:
            for name in component.mod_ids:
                self._graph[name].mark_as_rechecked()
            build.process_stale_scc(self._graph, component, self._manager)

    def _take_printed(self) -> Sequence[str]:
        """Return what was printed of one module, and let the next one be told everything anew.

        A note that the loading of the graph tells once comes with one module alone; nothing of
        a verdict is taken from notes.
        """
        said, self._printed = self._printed, []
        self._manager.errors.only_once_messages.clear()
        return said
