"""From an executed lesson to what its page needs: its parts, its sections, and clean HTML."""

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag
from markupsafe import Markup
from nbconvert import HTMLExporter
from nbconvert.preprocessors import CoalesceStreamsPreprocessor
from nbformat import NotebookNode

from autograder.book.diagrams import drawn
from autograder.project import BadInput


@dataclass
class Section:
    """A part of a page that a search can find: from one heading to the next, in plain words."""

    anchor: str
    heading: str
    text: str = ""


@dataclass(frozen=True)
class Lesson:
    """One lesson, ready for its page."""

    name: str  # of the notebook, and of the page
    number: str
    title: str
    rule: Markup  # the lesson in a sentence, which stands right below its title
    minutes: int
    html: Markup
    sections: list[Section]  # the first one is what stands above all others

    @property
    def heading(self) -> str:
        return f"{self.number} · {self.title}"


def lesson(name: str, notebook: NotebookNode) -> Lesson:
    """Make a lesson of an executed notebook, which stays as it is."""
    exporter = HTMLExporter(
        extra_template_basedirs=[str(Path(__file__).parent / "site")],
        template_name="cells",
        exclude_anchor_links=True,
    )
    exporter.register_preprocessor(CoalesceStreamsPreprocessor, enabled=True)
    exporter.register_preprocessor(_draw_diagrams, enabled=True)
    html, _ = exporter.from_notebook_node(notebook)
    page = BeautifulSoup(html, "html.parser")
    _lead_links(page)
    _fold_what_is_to_be_predicted(page)
    _lay_out_tables(page)
    _name_headings(page)
    title, intro = page.select_one("h1"), page.select_one("h1 ~ p")
    minutes = re.search(r"(\d+) minutes", page.get_text())
    if title is None or intro is None or minutes is None:
        raise BadInput(f"{name} does not begin with its title, its rule and its minutes.")
    number, _, words = title.get_text().partition(" · ")
    html = Markup(str(page))
    return Lesson(name, number, words, _rule(intro), int(minutes[1]), html, _sections(page))


def _rule(intro: Tag) -> Markup:
    words = re.sub(r"^<strong>The rule[^:]*:(</strong>)?\s*", "", intro.decode_contents())
    return Markup(words[0].upper() + words[1:].removesuffix("</strong>"))


def _draw_diagrams(notebook: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = drawn(cell.source)
    return notebook, resources


def _lead_links(page: BeautifulSoup) -> None:
    """Lead links to lessons to their pages; what else lies in the course becomes its path."""
    for link in page.select("a[href]"):
        url = urlsplit(str(link["href"]))
        if url.scheme:
            continue
        path = PurePosixPath(posixpath.normpath(f"notebooks/{url.path}"))
        if not url.path or path.parent.name == "notebooks":
            anchor = f"#{_slug(unquote(url.fragment))}" if url.fragment else ""
            link["href"] = (f"{path.stem}.html" if url.path else "") + anchor
        else:
            link.name = "span"
            del link["href"]
            if link.find_parent("table") is None:  # in a table it would leave no room for the rest
                link.extend([" (", page.new_tag("code", string=str(path)), ")"])


def _fold_what_is_to_be_predicted(page: BeautifulSoup) -> None:
    """Close the output that follows a question, so that a reader can answer it first."""
    for asked in page.find_all(["h3", "strong"], string=re.compile("^Predict")):
        output = asked.find_next(class_="outputs")
        if output is None or output.name == "details":
            continue
        output.name = "details"
        output.insert(0, page.new_tag("summary", string="Show what happens"))


def _lay_out_tables(page: BeautifulSoup) -> None:
    for table in page.find_all("table"):
        table.wrap(page.new_tag("div", attrs={"class": "scroll"}))
        for corner in table.select("th:empty"):
            corner.name = "td"  # it heads nothing


def _name_headings(page: BeautifulSoup) -> None:
    """Give each heading an id of its own, and a link to itself."""
    known: dict[str, int] = {}
    for heading in page.find_all(["h2", "h3"]):
        words = heading.get_text()
        slug = _slug(words)
        known[slug] = known.get(slug, 0) + 1
        heading["id"] = slug if known[slug] == 1 else f"{slug}-{known[slug]}"
        attributes = {"href": f"#{heading['id']}", "class": "to-here"}
        heading.append(page.new_tag("a", attrs=attributes | {"aria-label": f"Link to: {words}"}))


def _slug(words: str) -> str:
    return re.sub(r"\W+", "-", words.lower()).strip("-")


def _sections(page: BeautifulSoup) -> list[Section]:
    found = [Section("", "")]
    for node in page.find_all(recursive=False):
        if node.name == "h2":
            found.append(Section(str(node["id"]), _words(node)))
        elif node.name != "h1":
            found[-1].text += f" {_words(node.select_one('.code') or node)}"
    return found


def _words(node: Tag) -> str:
    if node.name == "figure":
        return str(node["aria-label"])
    return " ".join(node.get_text().split())
