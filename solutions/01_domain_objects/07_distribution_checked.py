"""Distribution: a value that can't be wrong.

Start: test_nan
Hint 1: Two kinds of wrong rows still pass: those with NaN, and those with a negative number in
    them. Which sentence is true of every number in a good row, and false of both?
Hint 2: `value >= 0` is such a sentence: for NaN it is False. `all(... for value in self.values)`
    is True if it holds for every one; refuse `if not all(...)`. Turn the test of the sum
    round in the same way: refuse it unless it is close enough.
Hint 3: `if not all(value >= 0 for value in self.values):` and below it a raise of its own. Then
    `if not abs(sum(self.values) - 1) <= 1e-6:` in place of the old test.
Why: Whoever is handed a Distribution never has to ask whether it is one. You also met the float
    that answers False to every comparison: so ask for what must hold, and refuse unless it
    does, instead of listing what must not. The sum is compared with a tolerance, because
    forty-nine times 1/49 is not exactly 1 to a computer.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Distribution:
    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if not all(value >= 0 for value in self.values):
            raise ValueError("every probability must be 0 or more")
        if not abs(sum(self.values) - 1) <= 1e-6:
            raise ValueError("the probabilities must sum to 1")
