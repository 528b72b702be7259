"""Text taken apart: the words, sentences and token pieces that the model reasons with."""

import re

STOP = frozenset(
    """a about all also an and any are as at be been but by can could did do does for from get
    give had has have he her here his how i if in into is it its just let like me more most my
    no not of on one only or other our out over please she should so some tell than that the
    their them then there these they this to too under up us use very was we were what when
    where which who why will with would you your""".split()
)


def pieces(text: str) -> list[str]:
    """Split as a model's tokens split: by word, the space before it included.

    >>> pieces("Hello, wide world!")
    ['Hello', ',', ' wide', ' world', '!']
    """
    return re.findall(r"\s*\w+|\s*[^\w\s]+|\s+\Z", text)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("_", " "))


def terms(text: str) -> list[str]:
    """The words that carry meaning, brought to a common form.

    >>> terms("How do the streams work?")
    ['stream', 'work']
    """
    return [stem(word) for word in words(text) if word not in STOP]


def stem(word: str) -> str:
    """A rough common form: "streaming", "streamed" and "streams" become "stream"."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


def sentences(text: str) -> list[str]:
    """The sentences of `text`; a line's end ends one too."""
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n+", text) if part.strip()]


def shared(text: str, with_terms: set[str]) -> int:
    """How many different terms of `text` are among `with_terms`."""
    return len(with_terms.intersection(terms(text)))
