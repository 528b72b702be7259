"""`course soak`: the whole bank, many times, on a busy machine; no verdict may change.

    course soak --load 8 --runs 5 chat stream-chat

starts eight busy processes per core, judges every right and wrong answer five times, and
prints how many verdicts were wrong, which must be none, and the median time per task.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from autograder import provider
from autograder.bank import Submission, submissions
from autograder.judge import judge
from autograder.verdict import Verdict


def main(argv: list[str]) -> int:
    """Soak the bank, or the tasks that are named; 1 when a verdict was wrong, else 0."""
    parser = argparse.ArgumentParser(prog="course soak", description=(__doc__ or "").split(";")[0])
    parser.add_argument("task", nargs="*", help="task ids (all, when none is given)")
    parser.add_argument("--runs", type=int, default=3, help="times that each answer is judged")
    parser.add_argument("--load", type=int, default=8, help="busy processes per core beside it")
    options = parser.parse_args(argv)
    bank = submissions(options.task)
    provider.use_offline()
    busy = options.load * (os.cpu_count() or 1)
    print(f"{len(bank)} answers, {options.runs} runs each, beside {busy} busy processes", flush=True)
    with _busy(busy), asyncio.Runner() as runner:
        return runner.run(_soak(bank, options.runs))


async def _soak(bank: list[Submission], runs: int) -> int:
    seconds: dict[tuple[str, bool], list[float]] = defaultdict(list)
    wrong = 0
    for seed in range(runs):
        for submission in bank:
            subject = submission.subject()
            began = time.perf_counter()
            verdict = await judge(submission.task, subject, seed)
            seconds[submission.task.id, submission.right].append(time.perf_counter() - began)
            if not _as_it_must_be(submission, verdict):
                wrong += 1
                print(f"WRONG {submission} (seed {seed}): {verdict.reason} {verdict.headline}")
    print(f"\n{'task':<24}{'runs':>6}{'right, median':>16}{'wrong, median':>16}")
    for task in dict.fromkeys(task for task, _ in seconds):
        right, other = seconds[task, True], seconds[task, False]
        print(f"{task:<24}{len(right) + len(other):>6}{_median(right):>16}{_median(other):>16}")
    everything = [second for found in seconds.values() for second in found]
    right = [second for (_, is_right), found in seconds.items() if is_right for second in found]
    other = [second for (_, is_right), found in seconds.items() if not is_right for second in found]
    print(f"{'all':<24}{len(everything):>6}{_median(right):>16}{_median(other):>16}")
    print(f"\n{len(everything)} runs, {wrong} wrong verdicts, slowest {max(everything):.1f} s")
    return 1 if wrong else 0


def _as_it_must_be(submission: Submission, verdict: Verdict) -> bool:
    if submission.right:
        return verdict.passed
    return (verdict.reason, verdict.headline) == (submission.reason, submission.says)


def _median(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.0f} ms" if seconds else "-"


@contextmanager
def _busy(processes: int) -> Iterator[None]:
    spin = [sys.executable, "-c", "while True: pass"]
    running = [subprocess.Popen(spin) for _ in range(processes)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()
