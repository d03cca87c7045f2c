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
