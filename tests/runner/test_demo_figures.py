"""Numbers of a demo as short text: a few decimals, none that say nothing, and no false 0."""

import pytest

from ctml.demo import Cell
from ctml_runner.lab.figures import figures


@pytest.mark.parametrize(
    ("cells", "written"),
    [
        ([1.0, -2.0, 30.0], ["1", "-2", "30"]),
        ([0.7, 0.2, 0.1], ["0.7", "0.2", "0.1"]),
        ([0.5, -0.25], ["0.50", "-0.25"]),
        ([1 / 3, 2 / 3, 0.0], ["0.3333", "0.6667", "0.0000"]),
        ([0.01999999, 0.5], ["0.0200", "0.5000"]),
        ([2.5e-4, 6.25e-5], ["0.0002500", "0.0000625"]),
        ([0.00201024, -0.0003044800000000004], ["0.002010", "-0.000304"]),
        ([0.9989, 4.10563e-9, 0.00002], ["0.9989", "4.1e-9", "2e-5"]),
        ([0.9989197, 0.00004], ["0.9989", "4e-5"]),
        ([0.9989197, 0.00051], ["0.9989", "0.0005"]),
        ([1698356304100.1677, 36.83898], ["1.7e12", "36.8390"]),
        ([9.999999999999996, 4.999999999999998], ["10", "5"]),
        ([-1e-17, 0.5], ["0.0", "0.5"]),
        ([-0.0], ["0"]),
        ([1e-12], ["0"]),
        ([12, "rust", True, 0.25], ["12", "rust", "True", "0.25"]),
        ([], []),
    ],
)
def test_numbers_that_are_read_together_are_written_alike(
    cells: list[Cell], written: list[str]
) -> None:
    assert figures(cells) == written


def test_a_number_alone_may_have_two_more_decimals() -> None:
    assert figures([1.6094392519158813], 6) == ["1.609439"]
    assert figures([1.6094392519158813]) == ["1.6094"]
