"""`course build`: the exercises that learners get, made from solutions/ by nbgrader.

The README's launch links are made too.
"""

import tempfile
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, is_solution

from autograder import launch, project
from autograder.classroom.settings import nbgrader
from autograder.notebooks import notebooks, read
from autograder.project import BadInput, shown


def build(*, only_check: bool) -> int:
    """Write exercises and links anew, or only say what is not as it must be; returns 1 then.

    An exercise that holds answers is left as it is, and that is said.
    """
    solutions = notebooks("solutions")
    if not solutions:
        raise BadInput(f"There are no solutions in {shown(project.root() / 'solutions')}.")
    found: list[str] = []
    fresh = released([path.stem for path in solutions])
    exercises = project.root() / "exercises"
    for name, content in fresh.items():
        path = exercises / name
        if path.is_file() and path.read_bytes() == content:
            continue
        if only_check:
            found.append(f"{shown(path)} is not what `course build` makes of its solution.")
        elif answered(path):
            found.append(f"{shown(path)} holds answers, which are kept: `course reset` it first.")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            print(f"{shown(path)} written.")
    for folder in sorted(path for path in exercises.glob("*") if path.is_dir()):
        if folder.name not in {name.parts[0] for name in fresh}:
            found.append(f"{shown(folder)} comes from no solution: remove it.")
    found += launch.build(only_check=only_check)
    print("\n".join(found) or f"{len(solutions)} exercises are as they must be.")
    return 1 if found else 0


def released(names: list[str]) -> dict[Path, bytes]:
    """What nbgrader releases for these assignments: content by path within exercises/.

    Nothing is written to the project, nor to its gradebook. Raises `BadInput` where nbgrader
    cannot make one.
    """
    with tempfile.TemporaryDirectory() as folder:
        commands = nbgrader(
            CourseDirectory={"release_directory": folder},
            GenerateAssignment={"no_database": True},
            SaveCells={"enabled": False},
        )
        for name in names:
            outcome = commands.generate_assignment(name)
            if not outcome["success"]:
                raise BadInput(f"nbgrader cannot make {name}:\n{outcome['log']}")
        return {
            path.relative_to(folder): path.read_bytes()
            for path in sorted(Path(folder).rglob("*"))
            if path.is_file()
        }


def answered(path: Path) -> bool:
    """Whether an exercise's answer cells hold something else than what was released."""
    return path.suffix == ".ipynb" and path.exists() and holds_answers(read(path))


def holds_answers(notebook: NotebookNode) -> bool:
    return any(
        is_solution(cell) and cell.metadata.nbgrader.get("checksum") != compute_checksum(cell)
        for cell in notebook.cells
    )
