"""Matrix and Row: tables whose types say what they count."""

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml.attention.roles import HeadDim, Model, Seq
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.tensor import Matrix, Row, require_matrix

entries = st.lists(
    st.lists(st.integers(-9, 9).map(float), min_size=3, max_size=3), min_size=2, max_size=2
)


def square(table: list[list[float]]) -> Matrix[Seq, HeadDim]:
    return Matrix(table)


def test_a_product_is_the_sum_over_what_both_count() -> None:
    left = Matrix[Seq, HeadDim]([[1, 2, 3], [4, 5, 6]])
    right = Matrix[HeadDim, Model]([[1, 0], [0, 1], [2, 2]])
    assert left @ right == Matrix([[7, 8], [16, 17]])


@given(entries, entries)
def test_transposing_a_product_turns_its_factors_around(
    one: list[list[float]], other: list[list[float]]
) -> None:
    left, right = square(one), square(other).transpose()
    assert (left @ right).transpose() == right.transpose() @ left.transpose()


@given(entries)
def test_transposing_twice_changes_nothing(table: list[list[float]]) -> None:
    assert square(table).transpose().transpose() == square(table)


def test_sums_rows_and_scales_are_entry_by_entry() -> None:
    table = Matrix[Seq, Model]([[1, 2], [3, 4]])
    assert table + table == table.scaled(2) == Matrix([[2, 4], [6, 8]])
    assert table.plus_row(Row([10, 20])) == Matrix([[11, 22], [13, 24]])
    assert table.column_sums() == Row([4, 6])
    assert (table.rows, table.columns, Row[Model]([1, 2, 3]).columns) == (2, 2, 3)


def test_it_compares_by_value_and_by_class() -> None:
    one, same = Matrix[Seq, Model]([[0.0, 1.0]]), Matrix[Seq, Model]([[-0.0, 1]])
    assert one == same
    assert hash(one) == hash(same)
    assert one != Matrix([[0.0], [1.0]])
    assert Row([1.0]) != Matrix([[1.0]])
    assert (repr(one), repr(Row([1]))) == ("Matrix([[0.0, 1.0]])", "Row([1.0])")


def test_its_numbers_can_not_be_written_to_not_even_in_a_copy() -> None:
    source = np.ones((2, 2))
    table = Matrix[Seq, Model](source)
    source[0, 0] = 9
    for again in (table, copy.deepcopy(table), pickle.loads(pickle.dumps(table))):
        assert again == Matrix([[1, 1], [1, 1]])
        with pytest.raises(ValueError, match="read-only"):
            again.values[0, 0] = 2
    row = pickle.loads(pickle.dumps(Row([1.0])))
    with pytest.raises(ValueError, match="read-only"):
        row.values[0] = 2


@pytest.mark.parametrize("stray", [[1.0], [], [[]], 3.0, [[[1.0]]]])
def test_what_is_no_table_is_refused_by_name(stray: list[list[float]]) -> None:
    with pytest.raises(InvalidShapeError, match=r"^Matrix refuses shape .*: it needs a table"):
        Matrix(stray)


def test_what_is_no_row_of_numbers_is_refused_by_name() -> None:
    with pytest.raises(InvalidShapeError) as table:
        Row([[1.0]])
    assert str(table.value) == "Row refuses shape (1, 1): it needs one row, not empty"
    with pytest.raises(InvalidValueError, match=r"^Row refuses nan: it needs finite numbers$"):
        Row([float("nan")])
    with pytest.raises(InvalidTypeError, match=r"^Matrix refuses \[\[1\], \[1, 2\]\]"):
        Matrix([[1], [1, 2]])


def test_sizes_that_do_not_meet_are_refused_with_both_shapes() -> None:
    wide, tall = Matrix[Seq, Seq](np.ones((2, 3))), Matrix[Seq, Seq](np.ones((3, 2)))
    with pytest.raises(InvalidShapeError) as product:
        wide @ wide
    assert str(product.value) == (
        "Matrix refuses (2, 3) @ (2, 3): it needs as many columns as the next has rows"
    )
    with pytest.raises(InvalidShapeError, match=r"^Matrix \+ refuses shapes \(2, 3\) and \(3, 2\)"):
        wide + tall
    with pytest.raises(InvalidShapeError, match=r"^Matrix refuses \(2, 3\) \+ \(2,\): it needs"):
        wide.plus_row(Row([1, 2]))


def test_what_grows_beyond_every_float_is_refused_by_name() -> None:
    huge = Matrix[Seq, Seq]([[1e308, 1e308], [1e308, 1e308]])
    steps = (
        lambda: huge @ huge,
        lambda: huge + huge,
        lambda: huge.scaled(1e9),
        lambda: huge.plus_row(Row([1e308, 1e308])),
        huge.column_sums,
    )
    for step in steps:
        with pytest.raises(InvalidValueError, match=r"refuses inf: it needs finite numbers$"):
            step()


def test_what_is_no_matrix_or_no_row_does_not_combine_with_one() -> None:
    table, bare = Matrix[Seq, Seq]([[1.0]]), np.ones((1, 1))
    with pytest.raises(
        InvalidTypeError, match=r"^Matrix @ refuses array\(\[\[1\.\]\]\) \(ndarray\)"
    ):
        _ = table @ bare  # type: ignore[operator]
    with pytest.raises(InvalidTypeError, match=r"^Matrix \+ refuses 1\.0 \(float\): it needs a M"):
        _ = table + 1.0  # type: ignore[operator]
    with pytest.raises(InvalidTypeError, match=r"^Matrix\.plus_row refuses Matrix\(\[\[1\.0\]\]\)"):
        table.plus_row(table)  # type: ignore[arg-type]


def test_only_a_matrix_is_a_matrix() -> None:
    require_matrix("Query", Matrix([[1.0]]))
    with pytest.raises(InvalidTypeError) as caught:
        require_matrix("Query", [[1.0]])
    assert str(caught.value) == "Query refuses [[1.0]] (list): it needs a Matrix"
