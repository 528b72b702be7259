"""Hints quote what a check says: whoever searches the hints for their card's words finds them."""

import re
from collections.abc import Iterator

import pytest

from autograder.bank import submissions
from autograder.notebooks import read
from autograder.project import root

# Said by Python, and not by a check.
PYTHONS = {"can't pickle", "missing # required positional argument: 'search_type'"}


def quotations() -> Iterator[tuple[str, str]]:
    """Each exercise from 07 on, and the words that the summary of a hint quotes."""
    for path in sorted((root() / "solutions").glob("*/*.ipynb")):
        for cell in read(path).cells if path.stem >= "07" else []:
            for summary in re.findall(r"<summary>(.+)</summary>", cell.source):
                for words in re.findall(r'"(.+?)"(?=$|[, ])', summary):
                    yield path.stem, words


def plain(text: str) -> str:
    """Without what differs from answer to answer: its numbers, and what is put into a string."""
    joined = re.sub(r'"\s+f?"', "", text).replace("{{", "{").replace("}}", "}")
    return re.sub(r"\d+|\{[^{}]*\}", "#", joined)


@pytest.mark.parametrize(("exercise", "words"), list(quotations()))
def test_a_quotation_is_what_a_check_says(exercise: str, words: str) -> None:
    said = [one.says for one in submissions() if one.path.parent.parent.name == exercise]
    said += [path.read_text("utf-8") for path in (root() / "autograder").glob("**/*.py")]
    parts = ".+".join(re.escape(part.strip()) for part in plain(words).split("…"))
    assert plain(words) in PYTHONS or any(re.search(parts, plain(text)) for text in said)
