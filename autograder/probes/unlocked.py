"""Does the app let go of the file of orders? Whoever reads it is waited for, and nobody else.

async with filled(run, order) as anew:
    with excused(run, anew, "not-found"):
        await found(run, order)
    await unlocked(run, lambda: orders.write(order._replace(quantity=2)))
"""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Never, TypeVar

from autograder import orders
from autograder.run import Run
from autograder.verdict import CannotCheck, Failed

T = TypeVar("T")
_KEPT = "an earlier cell keeps the file of orders: restart the kernel, and run all cells"
_SPOILT = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


@asynccontextmanager
async def filled(run: Run, *placed: orders.Order) -> AsyncIterator[bool]:
    """Have these orders in the file while the block runs; whether that took a new file.

    Raises `CannotCheck` where no file that somebody has open can be replaced, as on Windows.
    """
    anew = not orders.fill(*placed)
    if anew:
        await run.collect()  # an answer that is gone may have left its connections to that
        anew = not orders.fill(*placed)
    if anew:
        try:
            orders.replace(*placed)
        except PermissionError:
            raise CannotCheck(_KEPT) from None
    try:
        yield anew
    finally:
        orders.clear()


@contextmanager
def excused(run: Run, anew: bool, *reasons: str) -> Iterator[None]:
    """Where the block fails for one of the reasons, blame a new file, if there is one.

    Who kept the old one from being filled may be no part of the answer, which may have that
    file open all the same. An app that has once read the new one needs no excuse any more.
    """
    try:
        yield
    except Failed as failed:
        if not anew or failed.reason not in reasons:
            raise
        run.fail(
            "old-file",
            "the file of orders was replaced: your app may have the old one",
            "What an earlier cell has left behind keeps the old file locked, or has changed it, "
            "so the check has made a new one.",
            advice=(
                "Run your answer's cell again, and then the check.",
                "If that does not help, restart the kernel and run all cells.",
            ),
        )


async def unlocked(run: Run, use: Callable[[], T]) -> T:
    """What `use()` returns, as soon as SQLite lets it; fail the check if the app keeps a lock."""
    used: list[T] = []

    def done() -> bool:
        if not used:
            try:
                used.append(use())
            except sqlite3.DatabaseError as error:
                code = error.sqlite_errorcode & 0xFF  # what is above that says more of the same
                if code in _SPOILT:
                    _spoilt(run)
                if code != sqlite3.SQLITE_BUSY:
                    raise
        return bool(used)

    if await run.rests_before(done):
        run.fail(
            "keeps-lock",
            "your app keeps the file of orders locked: nobody else can write to it",
            "Nothing in it runs any more, and still it is at the file, as SQLite sees it: rows "
            "are left unread, or what it has begun has no end.",
            advice="Open a connection for each look-up, and close it when that is done.",
        )
    return used[0]


def _spoilt(run: Run) -> Never:
    run.fail(
        "harmed",
        "your app has overwritten the file of orders: it is no database any more",
        advice="Let `sqlite3` read the file, and write nothing to it.",
    )
