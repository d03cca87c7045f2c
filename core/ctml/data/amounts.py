"""WindowLength, BatchSize and Seed: how much at a time, and in which order."""

from dataclasses import dataclass

from ctml.domain.whole_number import whole_number


@dataclass(frozen=True, slots=True)
class WindowLength:
    """How many tokens the model sees at once, T.

    Attributes:
        length: the count, 1 or more.

    Raises:
        InvalidTypeError: the length is not an int (a bool is refused too).
        InvalidValueError: it is less than 1.
    """

    length: int

    def __post_init__(self) -> None:
        whole_number("WindowLength", self.length, at_least=1)


@dataclass(frozen=True, slots=True)
class BatchSize:
    """How many examples are learned from at once, B.

    Attributes:
        size: the count, 1 or more.

    Raises:
        InvalidTypeError: the size is not an int (a bool is refused too).
        InvalidValueError: it is less than 1.
    """

    size: int

    def __post_init__(self) -> None:
        whole_number("BatchSize", self.size, at_least=1)


@dataclass(frozen=True, slots=True)
class Seed:
    """Where chance begins: from equal seeds come equal orders.

    Attributes:
        value: any whole number of 0 or more.

    Raises:
        InvalidTypeError: the value is not an int (a bool is refused too).
        InvalidValueError: it is negative.
    """

    value: int

    def __post_init__(self) -> None:
        whole_number("Seed", self.value, at_least=0)
