"""nbgrader, with the settings of this course."""

from typing import Any

from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder import project
from autograder.project import CONFIG


def nbgrader(**others: dict[str, Any]) -> NbGraderAPI:
    """Its commands in this course folder; `others`, by class, go before what its file says."""
    config = PyFileConfigLoader(CONFIG, path=str(project.root())).load_config()
    config.merge(Config(CourseDirectory={"root": str(project.root())}))
    config.merge(Config(**others))
    return NbGraderAPI(CourseDirectory(config=config), config=config)
