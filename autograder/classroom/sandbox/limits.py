"""How much one submission may use, and the watch that ends what uses more."""

import contextlib
from asyncio import sleep
from dataclasses import dataclass
from time import monotonic

import psutil

from autograder import evidence

LOOK = 0.05  # seconds between looks


@dataclass(frozen=True)
class Limits:
    """The limits of one submission; the largest of all right answers stays far below each."""

    memory: int = 2 * 1024**3  # bytes in use, all processes together
    process_memory: int = 4 * 1024**3  # bytes of addresses that one process can ask for
    processes: int = 256  # and threads: an endpoint alone may have 40
    processor_time: float = 300.0  # seconds, all processes together
    time: float = 180.0  # seconds from the start; checks end by themselves in far less
    cell: float = 30.0  # seconds that a cell may run
    files: int = 64 * 1024**2  # bytes in each folder that can be written to
    output: int = 200_000  # characters that the cells may show
    descriptors: int = 1024  # files and sockets that one process has open


async def watch(pid: int, limits: Limits) -> str:
    """Wait until the processes under `pid` use too much; says of what. Ends when they end."""
    spent: dict[int, float] = {}
    began = monotonic()
    while psutil.pid_exists(pid):
        memory = 0
        for one in evidence.family(pid):
            with contextlib.suppress(psutil.NoSuchProcess):  # it has ended meanwhile
                process = psutil.Process(one)
                memory += process.memory_info().rss
                times = process.cpu_times()
                spent[one] = times.user + times.system
        if memory > limits.memory:
            return f"more than {limits.memory // 1024**2} MB of memory"
        if sum(spent.values()) > limits.processor_time:
            return f"more than {limits.processor_time:.0f} seconds of processor time"
        if monotonic() - began > limits.time:
            return f"more than {limits.time:.0f} seconds"
        await sleep(LOOK)
    return ""
