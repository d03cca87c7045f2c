"""What a noun says when it is given something it can't hold."""


class DomainError(Exception):
    """A noun was given something that it can't hold.

    Attributes:
        noun: the name of the type that refuses, such as ``TokenId``.
        given: what it was given, as text.
        needed: what it needs instead, as text.
    """

    def __init__(self, noun: str, given: str, needed: str) -> None:
        super().__init__(noun, given, needed)
        self.noun = noun
        self.given = given
        self.needed = needed

    def __str__(self) -> str:
        return f"{self.noun} refuses {self.given}: it needs {self.needed}"


class InvalidValueError(DomainError, ValueError):
    """The type was right, the value was not: a negative index, a sum that is not 1."""


class InvalidShapeError(InvalidValueError):
    """The numbers may be right, but their arrangement is not: a row is too short."""


class InvalidTypeError(DomainError, TypeError):
    """It was not even the right kind of thing: text, a bool, None."""


class MissingPackageError(DomainError, ImportError):
    """It is made of what another package brings, and that package isn't installed."""


class DivergedError(InvalidValueError):
    """Training went wrong: a number became NaN or infinite. A lower learning rate often helps."""


class LostWorkerError(Exception):
    """A process that computed for another one is gone, and its work with it.

    Attributes:
        worker: which one it was, from 1.
        ended: how it ended, as text.
    """

    def __init__(self, worker: int, ended: str) -> None:
        super().__init__(worker, ended)
        self.worker = worker
        self.ended = ended

    def __str__(self) -> str:
        return (
            f"worker process {self.worker} is gone ({self.ended}), and its share of the work with "
            "it: go on from what was saved last, or with fewer workers if memory is short"
        )
