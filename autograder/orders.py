"""The orders: a real SQLite file, made at first use, which learners read through `sqlite3`.

    connection = sqlite3.connect(orders.path())
    connection.execute("SELECT item FROM orders WHERE id = ?", ("A-1001",)).fetchone()

A check fills it with rows of its own, and can lock it: SQLite then lets every reader wait,
in this process and in others. In the journal mode `wal`, which stays in a file, none would.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

JOURNAL = "delete"  # SQLite's own mode, in which a lock keeps readers out
TIMEOUT = 5.0  # seconds for which `sqlite3` waits for a lock, unless told otherwise

_TABLE = "CREATE TABLE orders (id TEXT PRIMARY KEY, item TEXT NOT NULL, quantity INTEGER NOT NULL)"


class Order(NamedTuple):
    """One row of the table `orders`."""

    id: str
    item: str
    quantity: int


EXAMPLES = (
    Order("A-1001", "teapot", 2),
    Order("A-1002", "café chairs, blue", 4),
    Order("B-2001", 'lamp "Ada"', 1),
)


def path() -> str:
    """The file at `COURSE_ORDERS`, else this process's own; a forked process keeps it."""
    return os.environ.get("COURSE_ORDERS") or _made()


@cache
def _made() -> str:
    file = str(Path(_folder().name) / "orders.db")
    _write(file, EXAMPLES)
    return file


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="course-orders-")


def fill(*more: Order) -> bool:
    """Make the table anew, with the examples and `more` in it, in the usual journal mode.

    False if that cannot be: the file is kept locked or in another mode, or is spoilt.
    """
    try:
        with closing(sqlite3.connect(path(), timeout=0)) as connection:
            connection.execute(f"PRAGMA journal_mode = {JOURNAL}")
        write(*more)
    except sqlite3.DatabaseError:
        return False
    return True


def replace(*more: Order) -> None:
    """Do as `fill` does, with a new file. Whoever has the old one open is left with it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        Path(f"{path()}{ending}").unlink(missing_ok=True)
    write(*more)


def clear() -> None:
    """Leave the examples only, unless somebody is at the file: the next `fill` sees to that."""
    with suppress(sqlite3.DatabaseError):
        write()


def write(*more: Order) -> None:
    """Write the examples and `more` in place of all orders.

    Raises `sqlite3.OperationalError`, with `SQLITE_BUSY`, while somebody else reads or writes.
    """
    _write(path(), [*EXAMPLES, *more])


def _write(file: str, rows: Iterable[Order]) -> None:
    with closing(sqlite3.connect(file, isolation_level=None, timeout=0)) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # no order outlives this process
        connection.execute("BEGIN")
        connection.execute("DROP TABLE IF EXISTS orders")
        connection.execute(_TABLE)
        connection.executemany("INSERT INTO orders VALUES (?, ?, ?)", rows)
        connection.execute("COMMIT")


def journal_mode() -> str:
    """The journal mode that is kept in the file. Raises as `write` does."""
    with closing(sqlite3.connect(path(), timeout=0)) as connection:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def stored() -> list[Order]:
    """All orders; none when the table is gone. Raises as `write` does."""
    with closing(sqlite3.connect(path(), timeout=0)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'orders'").fetchone():
            return []
        return [Order(*row) for row in connection.execute("SELECT id, item, quantity FROM orders")]


@contextmanager
def locked() -> Iterator[None]:
    """Let every reader wait while the block runs; SQLite does so for `TIMEOUT` seconds.

    Raises as `write` does.
    """
    with closing(sqlite3.connect(path(), isolation_level=None, timeout=0)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
