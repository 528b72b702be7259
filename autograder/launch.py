"""The README's launch links, all made from the address at which the course is public.

`course build` writes them between two marks at the README's end. Whoever publishes a copy of
the course changes `REPOSITORY`, and nothing else.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from autograder import project
from autograder.notebooks import lessons, number_of
from autograder.project import BadInput, shown

REPOSITORY = "OWNER/REPOSITORY"  # on GitHub
HUB = "hub.example.org"  # stands for a reader's own JupyterHub

_MARKS = re.compile(r"(?<=<!-- `course build` writes these links -->\n).*?(?=<!-- end -->)", re.S)


def build(*, only_check: bool) -> list[str]:
    """Write the links into the README, or only say, in a sentence, that they are not there."""
    readme = project.root() / "README.md"
    if not readme.is_file():
        return []
    text = readme.read_text("utf-8")
    fresh, found = _MARKS.subn(lambda _: "\n".join([*links(), ""]), text)
    if not found:
        raise BadInput(f"{shown(readme)} has no marks between which launch links could stand.")
    if fresh == text:
        return []
    if only_check:
        return [f"{shown(readme)} has other launch links than `course build` makes."]
    readme.write_text(fresh, "utf-8")
    print(f"{shown(readme)} written.")
    return []


def links() -> Iterator[str]:
    """Markdown's definitions of the links: [launch-00] and so on for Binder, and [hub]."""
    for path in lessons(project.root()):
        asked = f"urlpath=lab/tree/notebooks/{path.name}"
        yield f"[launch-{number_of(path)}]: https://mybinder.org/v2/gh/{REPOSITORY}/HEAD?{asked}"
    folder = REPOSITORY.partition("/")[2]
    start = f"lab/tree/{folder}/notebooks/00_start_here.ipynb"
    query = urlencode({"repo": f"https://github.com/{REPOSITORY}", "urlpath": start})
    yield f"[hub]: https://{HUB}/hub/user-redirect/git-pull?{query}"
