"""The file of orders: the same for all in a process, and kept from readers while it is locked."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from autograder import orders
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
