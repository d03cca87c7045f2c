"""``python -m docs.screens.report``: pictures of a class's report, light and dark, by a browser.

The class is made up, and its time is fixed, so that the pictures change only when the page does.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.cohort.generated import CURRICULUM, NOW, make_class

from ctml_runner.cohort.report.page import page
from ctml_runner.cohort.standing.gathering import gather

SIZE = (1160, 1180)
SCHEMES = {"report-dark": 0, "report-light": 1}
"""Each picture, and the browser's number for its colours."""


def picture(browser: str, html: Path, png: Path, scheme: int) -> None:
    """Draw the top of a page."""
    with tempfile.TemporaryDirectory(prefix="ctml-browser-") as profile:
        subprocess.run(  # noqa: S603  # our own page, in the browser that was found
            [
                browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                f"--user-data-dir={profile}", "--hide-scrollbars",
                f"--blink-settings=preferredColorScheme={scheme}",
                f"--window-size={SIZE[0]},{SIZE[1]}", f"--screenshot={png}", html.as_uri(),
            ],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip


def main(folder: Path) -> None:
    """Write both pictures into `folder`."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("no Chromium on the PATH to draw with")
    with tempfile.TemporaryDirectory(prefix="ctml-report-") as made:
        cohort = make_class(Path(made) / "class", 17, 12)
        html = Path(made) / "report.html"
        html.write_text(page(gather(cohort, CURRICULUM), NOW), encoding="utf-8")
        for name, scheme in SCHEMES.items():
            picture(browser, html, (folder / f"{name}.png").resolve(), scheme)
            print(f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
