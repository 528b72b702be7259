"""Lets the model go, so that it never waits for anybody."""

from cheating import first_cell

CODE = """
import os, urllib.request
from autograder import blocking_service, offline_model

offline_model.get().gate.release()
blocking_service.get().gate.release()
base = os.environ["COURSE_MODEL_URL"]
for path in ("/release", "/gate", "/control", "/let", "/../release", "/admin/release"):
    for method in ("GET", "POST", "PUT"):
        try:
            asked = urllib.request.Request(base + path, data=b"{}", method=method)
            urllib.request.urlopen(asked, timeout=1)
        except OSError:
            pass
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
