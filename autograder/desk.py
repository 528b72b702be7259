"""The support desk: a handbook to search, and the orders that customers ask about.

    HANDBOOK["returns"]                           # 'Returns: within thirty days all …'
    find_order("Where is order A-1001?")          # 'Order A-1001: teapot, 2 of it'

`find_order` reads the orders' file through `sqlite3`, and blocks until it has.
"""

import re
import sqlite3
from contextlib import closing

from autograder import orders

# No page uses the name of another one, so a question that names a page finds that page.
HANDBOOK = {
    "returns": "Returns: within thirty days all returns are free. Seal the box and bring it by.",
    "refunds": "Refunds: all refunds reach the card that was charged after five working days.",
    "delivery": "Delivery: in the city delivery takes two days, and four days in the hills.",
    "warranty": "Warranty: a warranty of three years covers every lamp and every teapot.",
    "vouchers": "Vouchers: our vouchers stay valid for one year and are never turned into cash.",
    "repairs": "Repairs: a technician does the repairs in our workshop, after a call to you.",
    "invoices": "Invoices: we send invoices as a PDF on the first of each month.",
    "packaging": "Packaging: our packaging is made of straw and paper, and we take it back.",
    "opening": "Opening: the opening hours are nine to six, and until noon on Saturdays.",
    "gifts": "Gifts: we wrap gifts in blue tissue, with a handwritten note.",
    "newsletter": "Newsletter: the newsletter appears twice a season. One click ends it.",
    "showroom": "Showroom: in the showroom in Mill Lane stand chairs, tables and shelves.",
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
