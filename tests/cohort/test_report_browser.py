"""The report in a real browser that has no way out: no request, no complaint, nothing that runs."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.cohort.generated import CURRICULUM, NOW, make_class

from ctml_runner.cohort.report.page import page
from ctml_runner.cohort.standing.gathering import gather

CHROMIUM = next(
    (
        path
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (path := shutil.which(name))
    ),
    None,
)


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    names = ("<script>document.title='owned'</script>", "<img src=http://evil.example/y.png>")
    return page(
        gather(make_class(tmp_path_factory.mktemp("class"), 12, 5, names=names), CURRICULUM), NOW
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """What a browser made of a page.

    Attributes:
        dom: the document.
        complaints: lines of the console.
        hosts: who was asked for something on behalf of the page.
    """

    dom: str
    complaints: tuple[str, ...]
    hosts: frozenset[str]


def opened(html: str, folder: Path) -> Opened:
    """Open a page in a browser whose only way out is a closed door."""
    file, log = folder / "page.html", folder / "net.json"
    file.write_text(html, encoding="utf-8")
    done = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--proxy-server=127.0.0.1:9", f"--user-data-dir={folder / 'profile'}",
            f"--log-net-log={log}", "--enable-logging=stderr", "--v=0", "--dump-dom", file.as_uri(),
        ],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    complaints = tuple(line for line in done.stderr.splitlines() if "CONSOLE" in line)
    asked = set(re.findall(r'"url":"\w+://([^/"]+)', log.read_text(encoding="utf-8")))
    own = re.compile(r"(.*\.)?(google|googleapis|gstatic)\.com")  # what the browser asks for itself
    return Opened(done.stdout, complaints, frozenset(h for h in asked if not own.fullmatch(h)))


in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium to open the page in")


@in_a_browser
def test_a_browser_opens_it_without_a_request_and_without_a_complaint(
    html: str, tmp_path: Path
) -> None:
    seen = opened(html, tmp_path)
    assert seen.complaints == ()
    assert seen.hosts == frozenset()
    assert "<title>Spring class: report</title>" in seen.dom
    assert seen.dom.count("<summary>") == 13
    assert "<script" not in seen.dom


@in_a_browser
def test_the_policy_stops_what_would_be_smuggled_in(html: str, tmp_path: Path) -> None:
    smuggled = '<body><img src="http://evil.example/x.png"><script>document.title = 1</script>'
    seen = opened(html.replace("<body>", smuggled), tmp_path)
    assert len(seen.complaints) == 2
    assert seen.hosts == frozenset()
    assert "<title>Spring class: report</title>" in seen.dom


@in_a_browser
def test_without_the_policy_a_request_would_be_noticed(html: str, tmp_path: Path) -> None:
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    smuggled = '<body><img src="http://evil.example/x.png">'
    assert opened(bare.replace("<body>", smuggled), tmp_path).hosts == {"evil.example"}
