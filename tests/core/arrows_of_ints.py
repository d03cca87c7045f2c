"""Random arrows for the laws: small functions on whole numbers, which compute exactly."""

from dataclasses import dataclass

from hypothesis import strategies as st

from ctml.category import Identity, Morphism, lift
from ctml.domain import Batch, Nothing, Some


@dataclass(frozen=True, slots=True, repr=False)
class Add(Morphism[int, int]):
    """n + amount."""

    amount: int

    def __call__(self, n: int, /) -> int:
        return n + self.amount

    @property
    def name(self) -> str:
        return f"Add({self.amount})"


@dataclass(frozen=True, slots=True, repr=False)
class Times(Morphism[int, int]):
    """n * factor."""

    factor: int

    def __call__(self, n: int, /) -> int:
        return n * self.factor

    @property
    def name(self) -> str:
        return f"Times({self.factor})"


class Digits(Morphism[int, str]):
    """n as text."""

    def __call__(self, n: int, /) -> str:
        return str(n)


numbers = st.integers(-999, 999)
single: st.SearchStrategy[Morphism[int, int]] = st.one_of(
    st.builds(Add, numbers), st.builds(Times, numbers), st.just(lift(abs))
)
arrows: st.SearchStrategy[Morphism[int, int]] = st.recursive(
    single | st.just(Identity[int]()),
    lambda inner: st.builds(lambda f, g: f >> g, inner, inner),
    max_leaves=4,
)
batches = st.lists(numbers, max_size=5).map(tuple).map(Batch[int])
options = numbers.map(Some) | st.just(Nothing())
