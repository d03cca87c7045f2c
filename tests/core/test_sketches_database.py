"""A schema is a category, and data a functor from it: nothing dangles, and rules hold."""

from collections.abc import Mapping

import pytest

from ctml.errors import InvalidValueError
from ctml.sketches import Database, ForeignKey, Path, PathsAgree, Schema

TABLES = ("window", "document", "split")
KEYS = (
    ForeignKey("document", "window", "document"),
    ForeignKey("split", "document", "split"),
    ForeignKey("split", "window", "split"),
)
NO_LEAK = PathsAgree(Path("window", ("split",)), Path("window", ("document", "split")))
"""A window is trained on exactly if its document is."""
PLAN = Schema(TABLES, KEYS, [NO_LEAK])

ROWS = {"window": ["w1", "w2"], "document": ["d1", "d2"], "split": ["train", "test"]}
LINKS = {
    ("window", "document"): {"w1": "d1", "w2": "d2"},
    ("document", "split"): {"d1": "train", "d2": "test"},
    ("window", "split"): {"w1": "train", "w2": "test"},
}
DATA = Database(PLAN, ROWS, LINKS)


def with_links(column: tuple[str, str], function: Mapping[str, str]) -> Database:
    return Database(PLAN, ROWS, {**LINKS, column: function})


def refusal(column: tuple[str, str], function: Mapping[str, str]) -> str:
    with pytest.raises(InvalidValueError) as caught:
        with_links(column, function)
    return str(caught.value)


def test_tables_become_sets_and_columns_functions() -> None:
    assert DATA.table("split") == {"train", "test"}
    assert DATA.follow(Path("window", ("document",)), "w2") == "d2"
    assert DATA.follow(Path("window", ("document", "split")), "w2") == "test"


def test_paths_that_do_not_meet_do_not_compose() -> None:
    with pytest.raises(InvalidValueError) as caught:
        PLAN.compose(Path("window", ("split",)), Path("document", ("split",)))
    assert str(caught.value) == (
        "Schema refuses document.split after window.split: it needs a path from 'split'"
    )
    with pytest.raises(InvalidValueError, match=r"^Schema refuses the column split\.stray"):
        PLAN.compose(Path("window", ("split",)), Path("split", ("stray",)))


def test_a_dangling_key_is_refused_by_name() -> None:
    assert refusal(("window", "document"), {"w1": "d1", "w2": "d9"}) == (
        "window.document refuses the dangling link from 'w2' to 'd9': it needs a row of document"
    )


def test_a_row_without_a_link_and_a_link_without_a_row_are_refused_by_name() -> None:
    assert refusal(("window", "document"), {"w1": "d1"}) == (
        "window.document refuses no link from 'w2': it needs a link from each row of window"
    )
    assert refusal(("document", "split"), {"d1": "train", "d2": "test", "d3": "test"}) == (
        "document.split refuses a link from 'd3': it needs a link from each row of document"
    )


def test_a_row_that_breaks_a_rule_is_refused_by_name() -> None:
    assert refusal(("window", "split"), {"w1": "train", "w2": "train"}) == (
        "window.split refuses 'train' for the row 'w2', for which window.document.split is 'test': "
        "it needs two paths that agree"
    )


def test_data_for_the_schemas_tables_and_columns_and_no_others() -> None:
    with pytest.raises(InvalidValueError, match=r"^split refuses no rows: it needs data for the"):
        Database(PLAN, {name: ROWS[name] for name in ("window", "document")}, LINKS)
    with pytest.raises(InvalidValueError, match=r"^stray refuses rows: it needs data for the"):
        Database(PLAN, {**ROWS, "stray": []}, LINKS)
    with pytest.raises(InvalidValueError, match=r"^split\.stray refuses links: it needs data for"):
        with_links(("split", "stray"), {})
    fewer = {("window", "document"): LINKS["window", "document"]}
    with pytest.raises(InvalidValueError, match=r"^document\.split refuses no links: it needs"):
        Database(PLAN, ROWS, fewer)


def test_what_is_not_in_the_data_can_not_be_followed() -> None:
    with pytest.raises(InvalidValueError, match=r"^window refuses the row 'w9': it needs a row"):
        DATA.follow(Path("window"), "w9")
    with pytest.raises(InvalidValueError, match=r"^Schema refuses the column document\.window"):
        DATA.follow(Path("document", ("window",)), "d1")
    with pytest.raises(InvalidValueError, match=r"^Schema refuses the table 'stray'"):
        DATA.table("stray")


def test_changing_what_it_was_made_of_leaves_it_alone() -> None:
    rows = {name: list(names) for name, names in ROWS.items()}
    links = {column: dict(function) for column, function in LINKS.items()}
    data = Database(PLAN, rows, links)
    rows["window"].clear()
    links["window", "document"]["w1"] = "d2"
    assert data == DATA
    assert hash(data) == hash(DATA)


def test_a_schema_with_loose_ends_is_refused() -> None:
    with pytest.raises(InvalidValueError, match=r"^Schema refuses two tables 'window'"):
        Schema(["window", "window"], [])
    with pytest.raises(InvalidValueError, match=r"^Schema refuses the column window\.a to stray"):
        Schema(["window"], [ForeignKey("a", "window", "stray")])
    twice = [ForeignKey("a", "window", "window"), ForeignKey("a", "window", "window")]
    with pytest.raises(InvalidValueError, match=r"^Schema refuses two columns window\.a"):
        Schema(["window"], twice)
    late = PathsAgree(Path("window", ("split",)), Path("document", ("split",)))
    with pytest.raises(
        InvalidValueError, match=r"^Schema refuses a rule between window\.split and"
    ):
        Schema(TABLES, KEYS, [late])
    crossed = PathsAgree(Path("window", ("document",)), Path("window", ("split",)))
    with pytest.raises(InvalidValueError) as caught:
        Schema(TABLES, KEYS, [crossed])
    assert str(caught.value) == (
        "Schema refuses a rule between window.document and window.split: "
        "it needs paths with one beginning and one end"
    )
