"""LoRA: a table is left alone, and a thin pair of tables beside it learns (arXiv 2106.09685)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ctml.data import WindowLength
from ctml.domain import IntArray, VocabSize
from ctml.domain.finite_number import positive_number
from ctml.domain.whole_number import whole_number
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.models import LanguageModel
from ctml.nn import AnyMode, Beginning, Fan, Module
from ctml.nn.module import require_shape
from ctml.tensor import Tensor, parameter

M = TypeVar("M", bound=LanguageModel)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LowRank(Module):
    """ΔW = alpha/r · A · B, a change of rank r or less.

    The paper's W stands left of its input and ours right of it, so that A comes first here.

    Attributes:
        a: A, [IN, r]; it begins at random.
        b: B, [r, OUT]; it begins at 0, so that nothing has changed yet.
        alpha: above 0: how much the change counts, whatever r is.

    Raises:
        InvalidTypeError: alpha is not a number.
        InvalidValueError: alpha is not above 0.
        InvalidShapeError: the two tables don't fit together.
    """

    a: Tensor
    b: Tensor
    alpha: float

    def __post_init__(self) -> None:
        require_shape("LowRank.a", self.a, -1, -1)
        require_shape("LowRank.b", self.b, self.a.shape[1], -1)
        positive_number("LowRank.alpha", self.alpha)

    @classmethod
    def initial(cls, table: Tensor, rank: int, alpha: float, beginning: Beginning) -> "LowRank":
        """Return a change that changes nothing yet.

        Args:
            table: what will be changed, [IN, OUT].
            rank: r, 1 or more.
            alpha: above 0.
            beginning: how A is drawn; the precision is that of the table.

        Raises:
            InvalidTypeError: the rank is not an int, or alpha not a number.
            InvalidValueError: the rank is less than 1, or alpha not above 0.
            InvalidShapeError: it is no table.
        """
        require_shape("LowRank.initial", table, -1, -1)
        whole_number("LowRank.rank", rank, at_least=1)
        inputs, outputs = table.shape
        drawn = beginning.table(Fan(inputs, rank), inputs, rank)
        a = parameter(drawn.values, table.precision)
        b = parameter(beginning.zeros(rank, outputs).values, table.precision)
        return cls(a, b, alpha)

    def added_to(self, table: Tensor) -> Tensor:
        """Return W + ΔW, [IN, OUT].

        Args:
            table: W.

        Raises:
            InvalidTypeError: the two differ in precision.
            InvalidShapeError: the two differ in shape.
        """
        if table.shape != (self.a.shape[0], self.b.shape[1]):
            given = f"a table {table.shape} for {self.a.shape} @ {self.b.shape}"
            raise InvalidShapeError("LowRank", given, "a change of the table's shape")
        return table + self.a @ self.b * (self.alpha / self.a.shape[1])


@dataclass(frozen=True, eq=False, repr=False)
class Adapted(LanguageModel, Generic[M]):
    """A frozen model some of whose tables are changed; only the changes learn.

    The change is added to the table itself rather than to what the table makes of its input,
    which is the same. So any table of any model can be adapted by its name.

    Attributes:
        base: the model, whose numbers are constants.
        names: the adapted tables, each by its name in ``base.tensors``.
        changes: one for each name.

    Raises:
        InvalidValueError: a number of the base still learns, a name is unknown or comes twice,
            or there is not one change for each name.
    """

    base: M
    names: tuple[str, ...]
    changes: tuple[LowRank, ...]

    def __post_init__(self) -> None:
        learning = [name for name, one in self.base.tensors.items() if one.tracked]
        if learning:
            raise InvalidValueError("Adapted.base", f"{learning[0]}, which learns", "constants")
        if len(set(self.names)) != len(self.changes) or len(self.names) != len(self.changes):
            given = f"{len(self.changes)} changes for {self.names}"
            raise InvalidValueError("Adapted", given, "one for each name")
        _require_known(self.base, self.names)

    @property
    def vocab(self) -> VocabSize:
        """How many different tokens there are, V."""
        return self.base.vocab

    @property
    def context(self) -> WindowLength:
        """The longest window that the base can read."""
        return self.base.context

    def scores(self, tokens: IntArray, mode: AnyMode, /) -> Tensor:
        """Return the scores of the base with its tables changed, [B, T] to [B, T, V].

        Args:
            tokens: ids from 0 to below V; T is at most the context.
            mode: whether it trains.
        """
        return self._changed().scores(tokens, mode)

    def merged(self) -> M:
        """Return the base with the changes taken in: the same scores, and all of it learns again.

        It is as fast as the base, and nothing tells that it was adapted.
        """
        return self._changed().with_each(
            "", lambda _name, one: parameter(one.values, one.precision)
        )

    def _changed(self) -> M:
        change = dict(zip(self.names, self.changes, strict=True))

        def new(name: str, table: Tensor) -> Tensor:
            return change[name].added_to(table) if name in change else table

        return self.base.with_each("", new)


def adapted(
    model: M, names: Sequence[str], rank: int, alpha: float, beginning: Beginning
) -> Adapted[M]:
    """Return the model frozen, with a change of low rank at each of these tables.

    Args:
        model: what is tuned; itself it stays as it is.
        names: which tables, such as ``blocks.0.attention.query``.
        rank: r, 1 or more: a change has r · (IN + OUT) numbers, the table IN · OUT.
        alpha: above 0; usually r or 2r.
        beginning: how each A is drawn.

    Raises:
        InvalidTypeError: the rank is not an int, or alpha not a number.
        InvalidValueError: a name is unknown or comes twice, the rank is less than 1, or alpha not
            above 0.
        InvalidShapeError: one of them is no table.
    """
    _require_known(model, names)
    tables = model.tensors
    changes = tuple(LowRank.initial(tables[name], rank, alpha, beginning) for name in names)
    return Adapted(model.without_gradient(), tuple(names), changes)


def _require_known(model: LanguageModel, names: Sequence[str]) -> None:
    known = model.tensors
    for name in names:
        if name not in known:
            needed = f"one of {', '.join(known)}"
            raise InvalidValueError("Adapted", f"the name {name!r}", needed)
