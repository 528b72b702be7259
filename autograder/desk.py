"""The support desk: a handbook to search, and the orders that customers ask about.

    HANDBOOK["returns"]                           # 'Goods can be returned within thirty days. …'
    find_order("Where is order A-1001?")          # 'Order A-1001: teapot, 2 of it'

`find_order` reads the orders' file through `sqlite3`, and blocks until it has.
"""

import re
import sqlite3
from contextlib import closing

from autograder import orders

# No page uses the name of another one, so a question that names a page finds that page.
HANDBOOK = {
    "returns": "Returns are free within thirty days. Put the goods into their box and seal it.",
    "refunds": "Refunds reach the card that was charged after five working days.",
    "delivery": "Delivery takes two days in the city, and four days in the hills.",
    "warranty": "Our warranty covers every lamp and every teapot for three years.",
    "vouchers": "Vouchers stay valid for one year and cannot be turned into cash.",
    "repairs": "Repairs are done in our workshop. A technician calls before any work begins.",
    "invoices": "Invoices are sent as a PDF on the first of each month.",
    "packaging": "Packaging is made of straw and paper, and we take it back.",
    "opening": "Opening hours are nine to six, and until noon on Saturdays.",
    "gifts": "Gifts are wrapped in blue tissue, with a handwritten note.",
    "newsletter": "The newsletter appears twice a season. One click ends it.",
    "showroom": "The showroom in Mill Lane displays chairs, tables and shelves.",
}

_ORDER = re.compile(r"\b[A-Z]-\d+\b")
_TIMEOUT = 60.0  # seconds to wait while somebody else writes to the file


def find_order(question: str) -> str:
    """The order whose id stands in `question`, as one line of text; says so if there is none."""
    named = _ORDER.search(question)
    if named is None:
        return "No order is named."
    with closing(sqlite3.connect(orders.path(), timeout=_TIMEOUT)) as connection:
        query = "SELECT item, quantity FROM orders WHERE id = ?"
        row = connection.execute(query, (named[0],)).fetchone()
    if row is None:
        return f"There is no order {named[0]}."
    item, quantity = row
    return f"Order {named[0]}: {item}, {quantity} of it"
