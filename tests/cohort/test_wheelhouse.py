"""A wheelhouse holds what an install without a network needs, and says so only when it does."""

import hashlib
import importlib.metadata
import json
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.utils import parse_wheel_filename

from ctml_runner.cohort.wheelhouse import install, making, pip
from ctml_runner.cohort.wheelhouse.gathering import missing
from ctml_runner.cohort.wheelhouse.making import make_wheelhouse
from ctml_runner.cohort.wheelhouse.own_wheel import packed
from ctml_runner.cohort.wheelhouse.proof import prove
from ctml_runner.cohort.wheelhouse.target import (
    System,
    Target,
    python_here,
    system_here,
    targets,
)
from ctml_runner.cohort.wheelhouse.wheel import read_wheel, wheels_in
from ctml_runner.errors import InstructorError, ToolError


def wheel(folder: Path, name: str, *requires: str, tag: str = "py3-none-any") -> Path:
    """Write a wheel that is nothing but its name and its requirements."""
    file = folder / f"{name}-1.0-{tag}.whl"
    told = "".join(f"Requires-Dist: {one}\n" for one in requires)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            f"{name}-1.0.dist-info/METADATA",
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{told}",
        )
    return file


def lacking(folder: Path, target: Target) -> list[str]:
    return [str(one) for one in missing(wheels_in(folder), target)]


WINDOWS, LINUX = Target("3.12", System.WINDOWS), Target("3.12", System.LINUX)


def test_a_condition_is_asked_of_the_target_and_not_of_the_python_that_gathers(
    tmp_path: Path,
) -> None:
    wheel(tmp_path, "ctml", "click>=1")
    wheel(tmp_path, "click", 'colorama; sys_platform == "win32"', 'old; python_version < "3.12"')
    assert lacking(tmp_path, WINDOWS) == ["colorama"]
    assert lacking(tmp_path, LINUX) == []
    assert lacking(tmp_path, Target("3.11", System.LINUX)) == ["old"]


def test_a_wheel_for_another_machine_or_another_version_is_as_good_as_none(tmp_path: Path) -> None:
    wheel(tmp_path, "ctml", "numpy", "rich>=2")
    wheel(tmp_path, "numpy", tag="cp312-cp312-win_amd64")
    wheel(tmp_path, "rich")
    assert lacking(tmp_path, WINDOWS) == ["rich>=2"]
    assert sorted(lacking(tmp_path, LINUX)) == ["numpy", "rich>=2"]
    assert sorted(lacking(tmp_path, Target("3.13", System.WINDOWS))) == ["numpy", "rich>=2"]


def test_requirements_are_followed_through_extras_and_in_circles(tmp_path: Path) -> None:
    wheel(tmp_path, "ctml", "a[more]")
    wheel(tmp_path, "a", "b", 'c; extra == "more"', 'd; extra == "else"')
    wheel(tmp_path, "b", "a")
    assert lacking(tmp_path, LINUX) == ["c"]


@pytest.mark.parametrize("system", System)
def test_every_system_has_platforms_of_its_own(system: System) -> None:
    tags = {tag.platform for tag in Target("3.12", system).tags()}
    others = (Target("3.12", one) for one in System if one is not system)
    told = {tag.platform for other in others for tag in other.tags()}
    assert tags - told - {"any"}


def test_this_python_comes_first_and_nothing_comes_twice() -> None:
    assert targets((), ()) == (Target(python_here()),)
    assert targets((python_here(), "3.13"), (system_here(), "windows")) == (
        Target(python_here()),
        Target(python_here(), System.WINDOWS),
        Target("3.13"),
        Target("3.13", System.WINDOWS),
    )


def test_what_is_installed_is_packed_into_the_wheel_that_it_came_from(tmp_path: Path) -> None:
    installed = importlib.metadata.distribution("click")
    file = packed(installed, tmp_path)
    name, version, _, _ = parse_wheel_filename(file.name)
    assert (name, str(version)) == ("click", installed.version)
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        record = archive.read(f"click-{installed.version}.dist-info/RECORD").decode()
        assert (
            archive.read("click/__init__.py")
            == Path(str(installed.locate_file("click/__init__.py"))).read_bytes()
        )
    assert [line.split(",")[0] for line in record.splitlines()] == names
    assert not [n for n in names if "__pycache__" in n or ".." in n or n.endswith("INSTALLER")]


@pytest.fixture
def gathered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pip bring nothing, and ctml have a wheel without requirements."""
    monkeypatch.setattr(making, "own_wheel", lambda folder: wheel(folder, "ctml"))
    monkeypatch.setattr(making, "gather", lambda *_: None)


@pytest.mark.usefixtures("gathered")
def test_every_file_has_its_digest_and_the_sign_tells_the_pythons(tmp_path: Path) -> None:
    root = tmp_path / "new" / "house"
    made = make_wheelhouse(root, (Target("3.11"), WINDOWS), lambda _: None)
    assert (made.root, made.wheels) == (root, 1)
    sums = (root / "SHA256SUMS").read_text().splitlines()
    told = {name: digest for digest, name in (line.split("  ") for line in sums)}
    files = {f.relative_to(root).as_posix(): f for f in root.rglob("*") if f.is_file()}
    assert set(told) == set(files) - {"SHA256SUMS"}
    for name, digest in told.items():
        assert hashlib.sha256(files[name].read_bytes()).hexdigest() == digest
    sign = json.loads((root / "wheelhouse.json").read_text())
    assert sign["pythons"] == ["3.11", "3.12"]
    assert "Python 3.12 on windows" in (root / "README.md").read_text()


@pytest.mark.usefixtures("gathered")
def test_what_a_class_is_handed_goes_along(tmp_path: Path) -> None:
    (tmp_path / "mine.zip").write_bytes(b"zip")
    root = tmp_path / "house"
    make_wheelhouse(root, (WINDOWS,), lambda _: None, {"handout.zip": tmp_path / "mine.zip"})
    assert (root / "handout.zip").read_bytes() == b"zip"
    assert "  handout.zip\n" in (root / "SHA256SUMS").read_text()
    assert "-e handout.zip" in (root / "README.md").read_text()
    make_wheelhouse(root, (WINDOWS,), lambda _: None)
    assert "env/bin/ctml init course" in (root / "README.md").read_text()


@pytest.mark.usefixtures("gathered")
def test_an_older_wheelhouse_is_replaced_and_anything_else_is_left_alone(tmp_path: Path) -> None:
    root = tmp_path / "house"
    make_wheelhouse(root, (Target("3.11"),), lambda _: None)
    (root / "wheels" / "stale.whl").write_bytes(b"old")
    make_wheelhouse(root, (Target("3.11"),), lambda _: None)
    assert not (root / "wheels" / "stale.whl").exists()
    other = tmp_path / "thesis"
    other.mkdir()
    (other / "chapter.tex").write_text("mine")
    with pytest.raises(InstructorError, match="isn't a wheelhouse"):
        make_wheelhouse(other, (Target("3.11"),), lambda _: None)
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


def test_what_cannot_be_gathered_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Iterator[None]:
        raise InstructorError("no network")

    monkeypatch.setattr(making, "own_wheel", fails)
    with pytest.raises(InstructorError, match="no network"):
        make_wheelhouse(tmp_path / "house", (Target("3.11"),), lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_without_a_network_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    with pytest.raises(InstructorError, match="the package index can't be reached"):
        pip.pip("download", "--isolated", "--dest", "/dev/null", "--index-url",
                "http://127.0.0.1:9/simple", "ctml-of-nowhere")  # fmt: skip


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ERROR: No matching distribution found for numpy>=2.0", "no wheel of numpy>=2.0 for M"),
        ("/usr/bin/python: No module named pip", "this Python has no pip"),
        ("Traceback\nOSError: no space left", "pip failed: OSError: no space left"),
    ],
)
def test_what_pip_says_is_told_in_a_sentence(
    said: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = subprocess.CompletedProcess([], 1, "", said)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    with pytest.raises((InstructorError, ToolError), match=told):
        pip.pip("download", about="Mars")


def installer(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-P", str(root / "install.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.usefixtures("gathered")
def test_the_installer_refuses_a_damaged_copy_and_a_python_without_wheels(tmp_path: Path) -> None:
    root = tmp_path / "house"
    make_wheelhouse(root, (Target("3.99"),), lambda _: None)
    done = installer(root, str(tmp_path / "place"))
    assert done.returncode == 1
    assert f"there are no wheels for Python {python_here()} here" in done.stdout
    make_wheelhouse(root, (Target(python_here()),), lambda _: None)
    next((root / "wheels").iterdir()).write_bytes(b"half")
    done = installer(root, str(tmp_path / "place"))
    assert (done.returncode, "this copy is damaged: wheels/ctml-1.0" in done.stdout) == (1, True)
    assert not (tmp_path / "place").exists()


@pytest.mark.usefixtures("gathered")
def test_half_an_environment_is_cleared_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(folder: Path, *, with_pip: bool) -> None:
        (folder / "bin").mkdir(parents=True)
        raise subprocess.CalledProcessError(1, ["ensurepip"])

    monkeypatch.setattr(venv, "create", breaks)
    assert install.install(tmp_path / "place", "0.1.0") == 1
    assert "no environment can be made" in capsys.readouterr().out
    assert not (tmp_path / "place" / "env").exists()


def test_a_real_wheelhouse_installs_where_there_is_no_network(tmp_path: Path) -> None:
    root = tmp_path / "house"
    try:
        made = make_wheelhouse(root, targets((), ()), lambda _: None)
    except InstructorError as error:
        if "can't be reached" not in error.what:
            raise
        pytest.skip("no package index can be reached from here")
    assert made.wheels > 10
    assert {read_wheel(file).name for file in (root / "wheels").iterdir()} >= {"ctml", "mypy"}
    [own] = (root / "wheels").glob("ctml-*.whl")
    with zipfile.ZipFile(own) as archive:
        carried = {name.removeprefix("ctml_runner/cohort/") for name in archive.namelist()}
    assert {"workshop/guide.toml", "workshop/templates/agenda.md"} <= carried
    assert prove(root) == "ready"
