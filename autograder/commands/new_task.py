"""`course new-task`: the skeleton of a task, in each place where `course lint` looks for it."""

import keyword
import re
from importlib import import_module

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder import checks, project
from autograder.commands.lint import TO_WRITE
from autograder.notebooks import find, mark, read, tasks
from autograder.project import BadInput, shown

STORY = f"""\
## {{number}} · {TO_WRITE}: a title

{TO_WRITE}: a story in two lines.

**Write** `POST /{{task}}`: {TO_WRITE}: the body, and the reply.

**What the check looks for**
- {TO_WRITE}: each thing that a right answer does.

*10 minutes · easy · 1 point*"""

ANSWER = f"""\
app = FastAPI()

### BEGIN SOLUTION
# {TO_WRITE}: the route, as you would merge it
### END SOLUTION"""

HINTS = f"""\
<details>
<summary>{TO_WRITE}: a symptom, in the words of the check</summary>

{TO_WRITE}: where to look.
</details>"""

CHECK = f'''

@task("{{task}}")
async def {{function}}(run: Run) -> None:
    """{TO_WRITE}: what a right answer does, in one sentence.

    Go further: {TO_WRITE}: an open question, or a variation that a curious engineer tries next.
    """
    run.fail("to-write", "{TO_WRITE}: the check is still to be written")
'''

BANK = {
    "right_first.py": f"# right: {TO_WRITE}: how it goes about it\n\napp = FastAPI()\n",
    "wrong_first.py": f"# wrong: {TO_WRITE}\n# says: {TO_WRITE}\n\napp = FastAPI()\n",
}


def new_task(number: str, task: str) -> int:
    """Add the task to the exercise; returns 0. Raises `BadInput` for a name that cannot be."""
    path = find(number, "solutions")
    module = import_module(f"autograder.checks.e{path.stem}")
    function = task.replace("-", "_")
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", task) or keyword.iskeyword(function):
        raise BadInput(f"{task!r} is no name for a task: small letters and hyphens, as in ai-chat.")
    if task in checks.tasks() or hasattr(module, function):
        raise BadInput(f"The name {task!r} is taken already.")
    notebook = read(path)
    at = _end_of_tasks(notebook)
    notebook.cells[at:at] = _cells(task, len(tasks(notebook)) + 1)
    bank = project.root() / "tests" / "submissions" / path.stem / task
    bank.mkdir(parents=True)
    for name, answer in BANK.items():
        (bank / name).write_text(answer, encoding="utf-8")
    project.write(path, f"{nbformat.writes(notebook)}\n".encode())
    check = project.root() / "autograder" / "checks" / f"e{path.stem}.py"
    with check.open("a", encoding="utf-8") as file:
        file.write(CHECK.format(task=task, function=function))
    print(f"{shown(path)}, {shown(check)} and {shown(bank)} have {task} now.")
    print(f"Write what says {TO_WRITE} there, until `course lint {number}` finds nothing more.")
    return 0


def _end_of_tasks(notebook: NotebookNode) -> int:
    """Where the hints of the last task end."""
    checks = [index for index, cell in enumerate(notebook.cells) if mark(cell).get("grade")]
    return checks[-1] + 2 if checks else len(notebook.cells)


def _cells(task: str, number: int) -> list[NotebookNode]:
    marks = {"schema_version": 3, "task": False}
    answer = {"grade_id": task, "solution": True, "grade": False, "locked": False}
    check = {"grade_id": f"{task}-check", "solution": False, "grade": True, "locked": True}
    return [
        new_markdown_cell(STORY.format(task=task, number=number), id=f"{task}-task"),
        new_code_cell(ANSWER, id=task, metadata={"nbgrader": marks | answer}),
        new_code_cell(
            f'await check("{task}", app)',
            id=f"{task}-check",
            metadata={"nbgrader": marks | check | {"points": 1}},
        ),
        new_markdown_cell(HINTS, id=f"{task}-hints"),
    ]
