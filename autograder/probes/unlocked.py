"""Does the app let go of the file of orders? Whoever reads it is waited for, and nobody else.

await unlocked(run, lambda: orders.write(order))
found = await unlocked(run, orders.stored)
"""

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from autograder.run import Run

T = TypeVar("T")


async def unlocked(run: Run, use: Callable[[], T]) -> T:
    """What `use()` returns, as soon as SQLite lets it; fail the check if the app keeps a lock."""
    used: list[T] = []

    def done() -> bool:
        if not used:
            try:
                used.append(use())
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise
        return bool(used)

    stall = await run.until(done)
    if stall is not None and stall.kind != "idle":
        await run.stalled(stall)
    if stall is not None:
        run.fail(
            "keeps-lock",
            "your app keeps the file of orders locked: nobody else can write to it",
            "Nothing in it runs any more, and still it is at the file, as SQLite sees it: rows "
            "are left unread, or what it has begun has no end.",
            advice="Open a connection for each look-up, and close it when that is done.",
        )
    return used[0]
