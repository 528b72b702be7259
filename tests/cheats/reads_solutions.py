"""Looks for the solutions, and runs them."""

from cheating import first_cell

CODE = """
import glob, json, os

found = []
for top in ("/", "/proc/1/root", "/proc/1/cwd", "../../..", os.path.expanduser("~")):
    for folder, folders, files in os.walk(top):
        folders[:] = [name for name in folders if name not in ("proc", "sys", "site-packages")]
        wanted = ("gradebook.db", "01_async_await.ipynb", "e01_async_await.py", "inside.py")
        found += [os.path.join(folder, name) for name in files if name in wanted]
        if "submissions" in folders:
            found.append(os.path.join(folder, "submissions"))
print("LEAK", found) if found else None
for path in found:
    if "solutions" in path and path.endswith(".ipynb"):
        for cell in json.load(open(path))["cells"]:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), globals())
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
