"""Parameters: frozen all the way down.

Start: misc
Hint 1: "Read-only" means that a field of finished parameters can be read, not written. So
    `shifted` can't change what it was handed. What can it do instead?
Hint 2: `return Parameters(...)` with two values: the old embedding, and a new bias. For the
    bias, write `tuple(...)` where the list's square brackets stand, in both functions, and
    change the field's type.
Hint 3: The field is `bias: tuple[float, ...]`; a row of zeros is `tuple(0.0 for row in embedding)`;
    a shifted row is `tuple(number + amount for number in parameters.bias)`.
Why: A value that holds only values can be shared without fear: no line anywhere can change it
    behind your back. Frozen fields alone did not give you that, since a list inside stayed
    open. The course's own Parameters hold numpy arrays, which mypy can't see into, so they
    are made read-only when they are built, and writing to one raises an error.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Parameters:
    embedding: tuple[tuple[float, ...], ...]
    bias: tuple[float, ...]


def untrained(embedding: tuple[tuple[float, ...], ...]) -> Parameters:
    return Parameters(embedding, tuple(0.0 for row in embedding))


def shifted(parameters: Parameters, amount: float) -> Parameters:
    bias = tuple(number + amount for number in parameters.bias)
    return Parameters(parameters.embedding, bias)
