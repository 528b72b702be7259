"""Who held the loop is recorded while a block runs, and nobody else is."""

import asyncio
import time

import pytest

from autograder import loopwatch
from autograder.ledger import recording
from autograder.loopwatch import watching


def holds(seconds: float, *, within: bool) -> list[str]:
    """The lines recorded, in ten blocks, as holding the loop: for `seconds`, then left or not."""

    async def blocks() -> None:
        for _ in range(10):
            with watching(asyncio.get_running_loop()):
                await asyncio.sleep(0.01)
                time.sleep(seconds)  # noqa: ASYNC251
                if within:
                    await asyncio.sleep(0.01)

    with recording() as happened:
        asyncio.run(blocks())
    return [event.detail["code"] for event in happened.events if event.kind == "held"]


def test_a_block_that_ends_holds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loopwatch, "_LATE", 0.3)  # a busy machine may be late by less
    assert holds(0.012, within=False) == []


def test_a_line_that_blocks_is_recorded() -> None:
    assert set(holds(0.2, within=True)) == {"time.sleep(seconds)"}
