"""The report: one page that asks nobody for anything, and in which hostile words are only words."""

import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from tests.cohort.generated import CURRICULUM, NOW, make_class
from tests.cohort.pretend import NAMES

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.gradebook import append_mark, hand_mark
from ctml_runner.cohort.report.drawing import draw
from ctml_runner.cohort.report.items import analyses
from ctml_runner.cohort.report.page import page, policy
from ctml_runner.cohort.report.timeline import MOST_BINS, timeline
from ctml_runner.cohort.standing.gathering import gather, look
from ctml_runner.commands.cohort.report import report
from ctml_runner.journal import Judged, Record

HOSTILE = (
    "</title><script>document.title='owned'</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)><!--',
    "{{ 7*7 }} {% raw %}",
    "<style>body{display:none}</style><link rel=stylesheet href=http://evil.example/x.css>",
)  # fmt: skip
VOID = {"meta", "br", "link", "img", "input", "hr", "wbr"}


class Tree(HTMLParser):
    """Every element of a page, and whether all of them are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> CohortFolder:
    folder = make_class(tmp_path_factory.mktemp("class"), 12, 5, names=(*HOSTILE, *NAMES))
    append_mark(folder, hand_mark("s0000", "save_me", 1.5, HOSTILE[0]))
    return folder


@pytest.fixture(scope="module")
def html(cohort: CohortFolder) -> str:
    return page(gather(cohort, CURRICULUM), NOW)


@pytest.fixture(scope="module")
def tree(html: str) -> Tree:
    return Tree(html)


def test_the_page_is_well_formed_and_has_landmarks_in_order(tree: Tree) -> None:
    assert tree.open == []
    landmarks = [tag for tag, _ in tree.elements if tag in {"header", "nav", "main", "footer"}]
    assert landmarks == ["header", "nav", "main", "footer"]
    assert tree.all("html") == [{"lang": "en"}]
    first = next(attributes for tag, attributes in tree.elements if tag == "a")
    assert (first["class"], first["href"]) == ("skip", "#main")


def test_headings_go_down_one_step_at_a_time(tree: Tree) -> None:
    levels = [int(tag[1]) for tag, _ in tree.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_table_has_a_caption_and_every_header_a_scope(tree: Tree) -> None:
    assert len(tree.all("caption")) == len(tree.all("table"))
    assert {head.get("scope") for head in tree.all("th")} == {"row", "col"}


def test_every_scrolled_part_can_be_reached_by_keyboard_and_has_a_name(tree: Tree) -> None:
    scrolled = [one for one in tree.all("div") if "scroll" in (one.get("class") or "")]
    assert scrolled
    for one in scrolled:
        assert one["tabindex"] == "0"
        assert one.get("aria-label") or one.get("aria-labelledby")


def test_every_link_and_label_leads_to_something_on_the_page(tree: Tree) -> None:
    ids = [attributes["id"] for _, attributes in tree.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))
    links = {(one.get("href") or "").removeprefix("#") for one in tree.all("a")}
    labels = {name for _, a in tree.elements for name in (a.get("aria-labelledby") or "").split()}
    assert links | labels <= set(ids)


def test_nothing_is_fetched_and_nothing_runs(html: str, tree: Tree) -> None:
    tags = {tag for tag, _ in tree.elements}
    assert not tags & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "audio",
    }
    named = {name for _, attributes in tree.elements for name in attributes}
    assert not {name for name in named if name.startswith("on")}
    assert not named & {"src", "srcset", "style", "action", "xlink:href", "background"}
    style = (re.search(r"<style>(.*?)</style>", html, re.DOTALL) or [""])[1]
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_this_style_sheet_and_nothing_else(html: str, tree: Tree) -> None:
    style = (re.search(r"<style>(.*?)</style>", html, re.DOTALL) or ["", ""])[1]
    told = next(
        m["content"] for m in tree.all("meta") if m.get("http-equiv") == "Content-Security-Policy"
    )
    assert told == policy(style)
    assert told is not None
    assert told.startswith("default-src 'none'; ")
    assert "unsafe" not in told


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_only_words(html: str, name: str) -> None:
    assert name not in html or name == "{{ 7*7 }} {% raw %}"
    assert "49 {%" not in html


def test_each_state_is_told_by_a_word_and_a_sign_and_not_by_colour_alone(html: str) -> None:
    cells = re.findall(
        r'<td class="cell (\w+) s\d"><span class="sr">(\w+)</span>'
        r'<span aria-hidden="true">(.)</span>',
        html,
    )
    assert len(cells) == 12 * 5
    assert all(state == word for state, word, _ in cells)
    assert len({sign for _, _, sign in cells}) == len({state for state, _, _ in cells})


def test_the_foot_tells_the_level_and_the_grader(html: str) -> None:
    foot = html[html.index("<footer>") :]
    assert "Sandbox level: 2; the plan asks for 2" in foot
    assert "a" * 64 in foot


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` by WCAG 2.1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours_of(html: str, scheme: str) -> dict[str, str]:
    """Return the colours of the page in a scheme, by their names."""
    light, dark = html.split("@media screen and (prefers-color-scheme: dark)", 1)
    css = light if scheme == "light" else dark.split("@media", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", css))


PAIRS = [
    *[("ink", ground) for ground in ("ground", "paper")],
    *[(text, ground) for text in ("soft", "accent") for ground in ("ground", "paper")],
    *[("pt", shade) for shade in ("p1", "p2", "p3", "p4")],
    *[(f"{state}-t", state) for state in ("failed", "stuck", "working", "untouched")],
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_every_text_has_contrast_enough(html: str, scheme: str, text: str, ground: str) -> None:
    colours = colours_of(html, scheme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("drawn", ["bar", "accent", "focus"])
def test_every_mark_of_a_drawing_has_contrast_enough(html: str, scheme: str, drawn: str) -> None:
    colours = colours_of(html, scheme)
    assert contrast(colours[drawn], colours["paper"]) >= 3


def test_on_paper_it_is_light_and_every_learners_page_is_open(html: str) -> None:
    screen, _, print_ = html.partition("@media print")
    assert "@media screen and (prefers-color-scheme: dark)" in screen
    assert "details::details-content { content-visibility: visible;" in print_


def test_item_analysis_tells_hard_from_easy_and_what_goes_with_the_rest(tmp_path: Path) -> None:
    gathered = gather(make_class(tmp_path, 60, 8), CURRICULUM)
    found = analyses(look(gathered, NOW), gathered.marks.by)
    assert found[0].passed > found[-1].passed
    told = [one.discrimination for one in found if one.discrimination is not None]
    assert told
    assert all(-1 <= one <= 1 for one in told)
    assert max(told) > 0.3  # skill decides in a made-up class


LATER = NOW + timedelta(days=10)


def saves(*hours: float, passed: bool = False) -> list[Record]:
    word = "passed" if passed else "failed"
    return [
        Record(f"{hour}", NOW + timedelta(hours=hour), Judged("save_me", word, "", 0.1))
        for hour in hours
    ]


def test_the_timeline_counts_saves_learners_and_first_passes() -> None:
    journals = [saves(0, 1, 30), [*saves(0.5), *saves(2, 40, passed=True)]]
    line = timeline(journals, ["save_me"], LATER)
    assert sum(one.saves for one in line.bins) == 6
    assert line.bins[-1].passed == 1
    assert len(line.bins) <= MOST_BINS
    assert timeline([saves(0)], ["annotate"], LATER).bins == ()


def test_a_wrong_clock_does_not_squeeze_the_timeline() -> None:
    wrong = [
        Record(f"{year}", datetime(year, 1, 2, tzinfo=UTC), Judged("save_me", "failed", "", 0.1))
        for year in (1, 1970, 9999)
    ]
    line = timeline([wrong, saves(0, 1, 2)], ["save_me"], LATER)
    assert sum(one.saves for one in line.bins) == 3
    assert line.width == timedelta(minutes=5)


def test_the_drawing_stays_within_its_frame() -> None:
    line = timeline([saves(*range(200), passed=True)], ["save_me"], LATER)
    drawn = draw(line, 1, NOW + timedelta(hours=100))
    assert all(
        0 <= bar.x <= 1000 and bar.y >= 0 and bar.y + bar.height <= 220 for bar in drawn.bars
    )
    assert drawn.due is not None
    assert draw(line, 1, NOW + timedelta(days=900)).due is None


def test_an_empty_class_has_a_report(tmp_path: Path) -> None:
    cohort = make_class(tmp_path, 0, 2)
    report(cohort.root)
    html = cohort.report.read_text(encoding="utf-8")
    assert Tree(html).open == []
    assert "No journal was handed in" in html
