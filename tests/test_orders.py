"""The file of orders: the same for all in a process, and kept from readers while it is locked."""

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from autograder import orders
from autograder.bank import SEED, submissions
from autograder.judge import judge
from autograder.orders import EXAMPLES, Order
from autograder.provider import environment_for_process


@pytest.fixture(autouse=True)
def afresh():
    orders.fill()
    yield
    orders.fill()


def test_fill_makes_the_table_anew() -> None:
    more = Order("Z-1", "a 'quoted' café chair", 7)
    orders.fill(more)
    assert set(orders.stored()) == {*EXAMPLES, more}
    orders.fill()
    assert set(orders.stored()) == set(EXAMPLES)


def test_a_dropped_table_is_seen_and_comes_back() -> None:
    with closing(sqlite3.connect(orders.path())) as connection:
        connection.execute("DROP TABLE orders")
    assert orders.stored() == []
    orders.fill()
    assert set(orders.stored()) == set(EXAMPLES)


def test_nobody_reads_while_it_is_locked() -> None:
    with closing(sqlite3.connect(orders.path(), timeout=0)) as reader:
        with orders.locked(), pytest.raises(sqlite3.OperationalError, match="locked"):
            reader.execute("SELECT * FROM orders").fetchall()
        assert len(reader.execute("SELECT * FROM orders").fetchall()) == len(EXAMPLES)


def test_fill_says_when_somebody_keeps_the_lock() -> None:
    with orders.locked(), pytest.raises(sqlite3.OperationalError, match="locked"):
        orders.fill()


def test_fill_puts_the_journal_mode_back() -> None:
    with closing(sqlite3.connect(orders.path())) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    assert orders.journal_mode() == "wal"
    orders.fill()
    assert orders.journal_mode() == orders.JOURNAL
    with closing(sqlite3.connect(orders.path())) as kept:  # such a connection hinders SQLite
        kept.execute("PRAGMA journal_mode = WAL")
        orders.fill()
    assert orders.journal_mode() == orders.JOURNAL
    assert set(orders.stored()) == set(EXAMPLES)


@pytest.mark.parametrize("wrong", ["wrong_journal_mode", "wrong_journal_mode_kept"])
def test_a_right_answer_passes_after_one_that_changed_the_mode(wrong: str) -> None:
    bank = {one.path.stem: one for one in submissions(["orders"])}

    async def reason(name: str) -> str:
        with bank[name].subject() as subject:
            return (await judge(bank[name].task, subject, SEED)).reason

    async def reasons() -> list[str]:
        return [await reason(name) for name in (wrong, "right_def_closing")]

    assert asyncio.run(reasons()) == ["changed-mode", ""]


def test_another_process_reads_the_same_file() -> None:
    script = "from autograder import orders; print(orders.path(), len(orders.stored()))"
    said = subprocess.run(
        [sys.executable, "-c", script],
        env=environment_for_process() | {"PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert said.stdout.split() == [orders.path(), str(len(EXAMPLES))]


def test_a_process_of_its_own_leaves_nothing_behind(tmp_path) -> None:
    script = "from autograder import orders; print(orders.path())"
    subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": ".", "TMPDIR": str(tmp_path)},
        check=True,
        timeout=60,
        stdout=subprocess.DEVNULL,
    )
    assert list(tmp_path.iterdir()) == []
