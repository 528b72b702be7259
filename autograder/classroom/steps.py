"""The two steps that nbgrader takes in place of its own when it autogrades this course.

`nbgrader_config.py` puts them in, so that `course grade`, `nbgrader autograde` and the button
in formgrader all do the same: what is graded is the released notebook with the student's
answers in it, its code runs in a sandbox, and the verdicts are made out here.
"""

from pathlib import Path

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from autograder.classroom import submissions, verdicts
from autograder.notebooks import mark
from autograder.project import BadInput


class TakeAnswers(NbGraderPreprocessor):
    """Take the answers, and nothing else, from what was handed in. The first step."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        from_file = resources["metadata"]
        if Path(from_file["path"], f"{from_file['name']}.ipynb").is_symlink():
            raise NbGraderException("it is a link, which could lead to any file: nothing is graded")
        try:
            released = submissions.released(resources["nbgrader"]["assignment"])
        except BadInput as problem:
            raise NbGraderException(str(problem)) from None
        if lacking := submissions.without_cell(released, nb.cells):
            self.log.warning("No cell is marked as the answer to %s.", ", ".join(lacking))
        return submissions.graded(released, nb.cells), resources


class Verdicts(NbGraderPreprocessor):
    """Write the verdicts into the check cells. Takes the place of `Execute`."""

    unsafe = Bool(
        False, help="Run students' code without a sandbox, as you: only code that you trust."
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        found = verdicts.kept(nb, unsafe=self.unsafe)
        if found is None:
            from autograder.classroom.grading import grade  # JupyterLab reads this file too

            found = grade(nb, unsafe=self.unsafe)
            if not found["limited"]:
                verdicts.keep(nb, found)
        if found["unsafe"]:
            self.log.warning("The code of this submission was run without a sandbox.")
        code = [cell for cell in nb.cells if cell.cell_type == "code"]
        for place, cell in enumerate(code):
            cell.outputs = [NotebookNode(one) for one in found["outputs"].get(str(place), [])]
            cell.execution_count = None
            # nbgrader gives full marks to a check that shows nothing.
            if mark(cell).get("grade") and not cell.outputs:
                raise NbGraderException(f"there is no verdict for {mark(cell)['grade_id']}")
        return nb, resources
