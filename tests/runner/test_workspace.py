"""The workspace: made once, mended without loss, found from anywhere inside."""

import os
from pathlib import Path

import pytest

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.workspace import Workspace, find_workspace
from ctml_runner.course.workspace.making import make_workspace
from ctml_runner.errors import LearnerError


@pytest.fixture
def workspace(tmp_path: Path, curriculum: Curriculum) -> Workspace:
    return make_workspace(tmp_path / "ws", curriculum, "1.0")[0]


def tree(root: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(root)): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file()
    }


def test_it_holds_every_exercise_as_shipped_and_no_solution(
    workspace: Workspace, curriculum: Curriculum
) -> None:
    for exercise in curriculum.exercises:
        assert workspace.read(exercise) == exercise.text.encode()
    assert not (workspace.root / "solutions").exists()
    assert {Path(name).suffix for name in tree(workspace.root)} <= {".py", ".md", ".toml", ""}


def test_making_it_again_puts_back_what_is_missing_and_touches_nothing_else(
    workspace: Workspace, curriculum: Curriculum
) -> None:
    before = tree(workspace.root)
    first, second, third = curriculum.course[:3]
    workspace.file(first).unlink()
    workspace.file(second).write_bytes(b"my own work\n")
    workspace.file(third).write_bytes(b"")
    assert make_workspace(workspace.root, curriculum, "2.0") == (workspace, 1)
    assert tree(workspace.root) == before | {
        str(second.path): b"my own work\n",
        str(third.path): b"",
    }


def test_a_folder_with_something_else_in_it_is_left_alone(
    tmp_path: Path, curriculum: Curriculum
) -> None:
    (tmp_path / "my notes").mkdir()
    (tmp_path / "my notes" / "a.txt").write_text("mine")
    with pytest.raises(LearnerError) as caught:
        make_workspace(tmp_path / "my notes", curriculum, "1.0")
    assert str(caught.value) == (
        "this folder isn't empty and isn't a workspace; nothing was changed\n"
        f"  where: {tmp_path}/my notes\n"
        f"  next:  ctml init '{tmp_path}/my notes/ctml-workspace'"
    )
    assert tree(tmp_path) == {"my notes/a.txt": b"mine"}


def test_a_file_is_no_folder(tmp_path: Path, curriculum: Curriculum) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(LearnerError, match="this is a file, not a folder"):
        make_workspace(tmp_path / "file", curriculum, "1.0")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_of_someone_else_is_told(tmp_path: Path, curriculum: Curriculum) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(LearnerError, match="can't be written: Permission denied"):
        make_workspace(tmp_path / "ws", curriculum, "1.0")


def test_it_is_found_from_any_folder_below(workspace: Workspace) -> None:
    below = workspace.root / "exercises" / "00_first_steps"
    assert [find_workspace(folder) for folder in (workspace.root, below)] == [workspace] * 2


def test_one_called_workspace_is_found_beside_the_way_up(
    tmp_path: Path, curriculum: Curriculum
) -> None:
    made, _ = make_workspace(tmp_path / "workspace", curriculum, "1.0")
    assert find_workspace(tmp_path) == made


def test_where_there_is_none_the_next_command_is_told(tmp_path: Path) -> None:
    with pytest.raises(LearnerError) as caught:
        find_workspace(tmp_path)
    assert caught.value.next_step == "ctml init [DIR]"


def test_a_file_is_an_exercises_by_its_place(workspace: Workspace, curriculum: Curriculum) -> None:
    exercise = curriculum.find("token_id")
    file = workspace.file(exercise)
    assert workspace.exercise_at(file, curriculum) == exercise
    assert workspace.exercise_at(file.with_suffix(".py.swp"), curriculum) is None
    assert workspace.exercise_at(file.parent.parent / file.name, curriculum) is None
    assert workspace.exercise_at(Path("/") / file.name, curriculum) is None


@pytest.mark.parametrize("what", ["nothing", "a folder", "a pipe"])
def test_what_is_no_file_is_told_and_not_waited_for(
    workspace: Workspace, curriculum: Curriculum, what: str
) -> None:
    exercise = curriculum.course[0]
    file = workspace.file(exercise)
    file.unlink()
    if what == "a folder":
        file.mkdir()
    elif what == "a pipe":
        os.mkfifo(file)
    with pytest.raises(LearnerError) as caught:
        workspace.read(exercise)
    assert "ctml init" in caught.value.next_step
    assert caught.value.where == file


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_told(workspace: Workspace, curriculum: Curriculum) -> None:
    exercise = curriculum.course[0]
    workspace.file(exercise).chmod(0)
    with pytest.raises(LearnerError) as caught:
        workspace.read(exercise)
    assert caught.value.next_step == f"make it readable: chmod u+rw {workspace.file(exercise)}"
