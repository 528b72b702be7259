"""How nbgrader makes the exercises from solutions/, and how it grades them."""

from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.preprocessors import ClearSolutions, Execute

from autograder.classroom.collecting import NoLinks, Notebooks, OneOfEach
from autograder.classroom.steps import TakeAnswers, Verdicts
from autograder.classroom.stubs import Stubs
from autograder.kernel import UNRECORDED

c = get_config()  # noqa: F821  (nbgrader provides it)

c.CourseDirectory.course_id = "async-fastapi"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"

# A stub runs without an error, so that its check says what is missing.
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\npass"}
c.GenerateAssignment.preprocessors = [
    Stubs if preprocessor is ClearSolutions else preprocessor
    for preprocessor in GenerateAssignment.preprocessors.default()
]

# Students' code runs in a sandbox, and the verdicts on it are made outside.
c.Autograde.sanitize_preprocessors = [TakeAnswers, *Autograde.sanitize_preprocessors.default()]
c.Autograde.autograde_preprocessors = [
    Verdicts if preprocessor is Execute else preprocessor
    for preprocessor in Autograde.autograde_preprocessors.default()
]

# What strangers have handed in is taken with care.
c.ZipCollectApp.extractor_plugin = Notebooks
c.ZipCollectApp.collector_plugin = OneOfEach
c.ExchangeFactory.collect = NoLinks

# A check ends by itself within seconds; this is for a learner's own cell that never does.
c.Execute.timeout = 120
c.Execute.interrupt_on_timeout = True
c.Execute.extra_arguments = UNRECORDED
# Late output is no reason to lose a whole submission.
c.Execute.raise_on_iopub_timeout = False
c.ExecutePreprocessor.shutdown_kernel = "immediate"

# A deleted check is put back and graded; without, it would end the grading of the class.
c.OverwriteCells.add_missing_cells = True
