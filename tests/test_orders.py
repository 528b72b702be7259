"""The file of orders: the same for all in a process, and kept from readers while it is locked."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from fastapi import FastAPI
from probing import ask

from autograder import orders
from autograder.bank import SEED, submissions
from autograder.checks import e09_mixed_operations
from autograder.judge import judge
from autograder.orders import EXAMPLES, Order
from autograder.probes.unlocked import filled, unlocked
from autograder.provider import environment_for_process
from autograder.run import Run
from autograder.verdict import CannotCheck, Failed


@pytest.fixture(autouse=True)
def afresh():
    orders.replace()
    yield
    orders.replace()


def test_fill_makes_the_table_anew() -> None:
    more = Order("Z-1", "a 'quoted' café chair", 7)
    assert orders.fill(more)
    assert set(orders.stored()) == {*EXAMPLES, more}
    assert orders.fill()
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


def test_nobody_writes_while_it_is_locked() -> None:
    with orders.locked(), pytest.raises(sqlite3.OperationalError) as raised:
        orders.write()
    assert raised.value.sqlite_errorcode == sqlite3.SQLITE_BUSY


def test_who_keeps_a_lock_is_left_with_the_old_file() -> None:
    more = Order("Z-1", "chair", 7)
    with closing(sqlite3.connect(orders.path(), isolation_level=None)) as kept:
        kept.execute("BEGIN IMMEDIATE")
        kept.execute("DELETE FROM orders")
        assert not orders.fill(more)
        orders.replace(more)
        kept.execute("ROLLBACK")
    assert set(orders.stored()) == {*EXAMPLES, more}
    assert orders.fill()


def test_a_file_that_is_no_database_any_more_is_made_anew() -> None:
    Path(orders.path()).write_text("no orders today\n" * 100)
    orders.clear()
    assert not orders.fill()
    orders.replace()
    assert set(orders.stored()) == set(EXAMPLES)


def test_clear_leaves_the_examples_or_what_somebody_keeps() -> None:
    more = Order("Z-1", "chair", 7)
    orders.fill(more)
    with orders.locked():
        orders.clear()
    assert more in orders.stored()
    orders.clear()
    assert set(orders.stored()) == set(EXAMPLES)


def test_fill_puts_the_journal_mode_back() -> None:
    with closing(sqlite3.connect(orders.path())) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    assert orders.journal_mode() == "wal"
    orders.fill()
    assert orders.journal_mode() == orders.JOURNAL
    with closing(sqlite3.connect(orders.path())) as kept:  # such a connection hinders SQLite
        kept.execute("PRAGMA journal_mode = WAL")
        kept.execute("SELECT id FROM orders").fetchall()
        assert not orders.fill()
        orders.replace()
    assert orders.journal_mode() == orders.JOURNAL
    assert set(orders.stored()) == set(EXAMPLES)


@pytest.mark.parametrize(
    "wrong, says",
    [
        ("wrong_journal_mode", "changed-mode"),
        ("wrong_journal_mode_kept", "changed-mode"),
        ("wrong_rows_left_unread", "keeps-lock"),
    ],
)
def test_a_right_answer_passes_after_one_that_is_still_at_the_file(wrong: str, says: str) -> None:
    bank = {one.path.stem: one for one in submissions(["orders"])}

    async def reason(name: str) -> str:
        with bank[name].subject() as subject:
            return (await judge(bank[name].task, subject, SEED)).reason

    async def reasons() -> list[str]:
        return [await reason(name) for name in (wrong, "right_def_closing")]

    assert asyncio.run(reasons()) == [says, ""]


def test_who_has_the_old_file_open_is_told_so_and_passes_with_the_new_one() -> None:
    bank = {one.path.stem: one for one in submissions(["orders"])}
    right = bank["right_one_connection"]

    async def reason() -> str:
        return (await judge(right.task, subject, SEED)).reason

    with closing(sqlite3.connect(orders.path())) as an_earlier_cells:
        rows = an_earlier_cells.execute("SELECT id FROM orders")
        next(rows)
        with right.subject() as subject:
            assert asyncio.run(reason()) == "old-file"
        with right.subject() as subject:
            assert asyncio.run(reason()) == ""


@pytest.mark.parametrize("name", ["wrong_missing_kept", "wrong_cached"])
@pytest.mark.parametrize("kept", [False, True], ids=["a gone answer", "an earlier cell"])
def test_who_reads_the_new_file_is_not_excused_by_it(name: str, kept: bool) -> None:
    bank = {one.path.stem: one for one in submissions(["orders"])}

    async def said(name: str) -> str:
        with bank[name].subject() as subject:
            return (await judge(bank[name].task, subject, SEED)).reason

    async def both() -> list[str]:
        return [await said("wrong_journal_mode_kept"), await said(name)]

    with closing(sqlite3.connect(orders.path())) as an_earlier_cells:
        rows = an_earlier_cells.execute("SELECT id FROM orders")
        if kept:
            next(rows)
        assert asyncio.run(both()) == ["changed-mode", bank[name].reason]


def test_a_file_that_cannot_be_replaced_is_one_sentence(monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:  # as Windows does with an open file
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", refuse)
    with closing(sqlite3.connect(orders.path())) as an_earlier_cells:
        rows = an_earlier_cells.execute("SELECT id FROM orders")
        next(rows)
        [right] = [one for one in submissions(["orders"]) if one.path.stem == "right_def_closing"]
        with right.subject() as subject, pytest.raises(CannotCheck, match="restart the kernel"):
            asyncio.run(judge(right.task, subject, SEED))
        monkeypatch.undo()


def test_an_app_that_spoils_the_file_is_told_so() -> None:
    app = FastAPI()

    @app.get("/")
    def spoils() -> None:
        Path(orders.path()).write_text("no orders today\n" * 100)

    async def look_at_it(run: Run) -> None:
        async with filled(run):
            await run.finish(run.get("/"))
            await unlocked(run, orders.stored)

    with pytest.raises(Failed) as failed:
        ask(app, look_at_it)
    assert failed.value.reason == "harmed"


def test_a_check_that_cannot_see_who_waits_for_the_file_ends(monkeypatch) -> None:
    monkeypatch.setattr(orders, "TIMEOUT", 0.0)
    [right] = [one for one in submissions(["orders"]) if one.path.stem == "right_def_closing"]

    async def reason() -> str:
        with right.subject() as subject:
            return (await judge(right.task, subject, SEED)).reason

    assert asyncio.run(reason()) == "never-rests"


def test_two_sources_fails_no_right_answer_on_a_machine_too_slow_for_the_lock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(orders, "TIMEOUT", 0.0)
    monkeypatch.setattr(e09_mixed_operations, "_LOOKS", 2)
    [right] = [one for one in submissions(["two-sources"]) if one.path.stem == "right_gather"]

    async def passed() -> bool:
        with right.subject() as subject:
            return (await judge(right.task, subject, SEED)).passed

    assert asyncio.run(passed())


@pytest.mark.parametrize("whole", [True, False], ids=["to the end", "in part"])
def test_a_reader_is_waited_for_unless_it_keeps_the_file(whole: bool) -> None:
    app, begun, tried, kept = FastAPI(), threading.Event(), threading.Event(), []

    def read() -> None:
        kept.append(sqlite3.connect(orders.path(), check_same_thread=False))
        kept[0].create_function("pause", 0, lambda: time.sleep(0.1))
        rows = kept[0].execute("SELECT pause() FROM orders")
        begun.set()
        tried.wait()
        kept.append(rows.fetchall() if whole else rows)

    @app.get("/")
    def reads_on() -> None:
        threading.Thread(target=read).start()
        begun.wait()

    async def write_meanwhile(run: Run) -> None:
        await run.finish(run.get("/"))
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            orders.write()
        tried.set()
        await unlocked(run, orders.write)

    try:
        if whole:
            ask(app, write_meanwhile)
        else:
            with pytest.raises(Failed) as failed:
                ask(app, write_meanwhile)
            assert failed.value.reason == "keeps-lock"
    finally:
        kept[0].close()


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
