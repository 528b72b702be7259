"""The support desk: its handbook can be searched, and its orders found."""

from autograder.desk import HANDBOOK, find_order
from autograder.offline_model.vectors import embed


def test_a_question_that_names_a_page_finds_that_page() -> None:
    vectors = {page: embed(text, 1536) for page, text in HANDBOOK.items()}
    for page in HANDBOOK:
        asked = embed(f"What about {page}?", 1536)
        near = {name: sum(map(float.__mul__, asked, own)) for name, own in vectors.items()}
        assert max(near, key=near.__getitem__) == page


def test_a_page_stands_in_any_prompt_as_it_is() -> None:
    for text in HANDBOOK.values():
        assert text in repr(text) and text.isascii() and "\n" not in text


def test_orders() -> None:
    assert find_order("Where is A-1001?") == "Order A-1001: teapot, 2 of it"
    assert find_order("Where is Z-9?") == "There is no order Z-9."
    assert find_order("Where is it?") == "No order is named."
