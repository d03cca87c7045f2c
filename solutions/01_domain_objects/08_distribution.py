"""Distribution as a result: the failure is a value too.

Start: union-attr
Hint 1: `checked(values)` may be an Ok or an Err, and only one of them has a `value`. Give the
    result a name, and look which one it is before you take anything out.
Hint 2: `if isinstance(result, Ok):` is true for an Ok, and inside it mypy knows that there is a
    `value`. For `checked`, take the two questions of the exercise before this one, and
    return an Err where that one raised.
Hint 3: In `checked`: `if not all(value >= 0 for value in values):` and then
    `return Err("not a probability")`; the sum likewise; `return Ok(values)` last. In
    `largest`: max(result.value) inside the isinstance, `return 0.0` after it.
Why: The first line of `checked` tells the whole truth: a row of floats, or the reason why not.
    Nobody can use the row and forget the reason, because mypy does not hand it out before
    someone has looked. Raising is for mistakes in the code; a result is for what may well
    happen with good code and bad data. `ctml.domain.Distribution` offers both.
"""

from ctml.domain import Err, Ok, Result


def checked(values: tuple[float, ...]) -> Result[tuple[float, ...], str]:
    if not all(value >= 0 for value in values):
        return Err("not a probability")
    if not abs(sum(values) - 1) <= 1e-6:
        return Err("the sum is not 1")
    return Ok(values)


def largest(values: tuple[float, ...]) -> float:
    result = checked(values)
    if isinstance(result, Ok):
        return max(result.value)
    return 0.0
