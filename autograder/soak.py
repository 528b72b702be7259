"""`course soak`: the whole bank, many times, on a busy machine; no verdict may change.

    course soak --load 8 --runs 5 chat stream-chat

starts eight busy processes per core, judges every right and wrong answer five times, and
prints how many verdicts were wrong, which must be none, and the time per verdict.
"""

import argparse
import asyncio
import io
import os
import signal
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

from tqdm import tqdm

from autograder import provider
from autograder.bank import SEED, Submission, submissions
from autograder.cli import at_least
from autograder.judge import judge
from autograder.verdict import Verdict

# The seconds that verdicts took, by task and whether the answers are right.
Seconds = dict[tuple[str, bool], list[float]]


def main(argv: list[str]) -> int:
    """Soak the bank, or the tasks that are named; 1 when a verdict was wrong, else 0."""
    parser = argparse.ArgumentParser(
        prog="course soak", description="Judge the bank while the machine is busy."
    )
    parser.add_argument("task", nargs="*", help="task ids; all of them when none is given")
    parser.add_argument(
        "--runs", type=at_least(1), default=3, help="times that each answer is judged"
    )
    parser.add_argument(
        "--load", type=at_least(0), default=8, help="busy processes per core beside it"
    )
    options = parser.parse_args(argv)
    bank = submissions(options.task)
    busy = options.load * (os.cpu_count() or 1)
    print(
        f"{len(bank)} answers, {options.runs} times each, beside {busy} busy processes", flush=True
    )
    with _busy(busy):
        seconds, wrong = run_bank(bank, options.runs)
    print_table(seconds)
    print(f"\n{sum(map(len, seconds.values()))} runs, {wrong} wrong verdicts")
    return 1 if wrong else 0


def run_bank(bank: list[Submission], runs: int) -> tuple[Seconds, int]:
    """Judge every answer `runs` times: the seconds of each, and how many verdicts were wrong."""
    provider.use_offline()
    return asyncio.run(_run_bank(bank, runs))


async def _run_bank(bank: list[Submission], runs: int) -> tuple[Seconds, int]:
    # In one task, as in a kernel: AnyIO ends its processes with the task that runs the loop.
    seconds: Seconds = defaultdict(list)
    wrong = 0
    for seed in range(SEED, SEED + runs):
        for submission in tqdm(bank, unit="answer", leave=False, disable=None):
            with redirect_stdout(io.StringIO()), submission.subject() as subject:  # some print
                began = time.perf_counter()
                verdict = await judge(submission.task, subject, seed)
                took = time.perf_counter() - began
            seconds[submission.task.id, submission.right].append(took)
            if not is_right(submission, verdict):
                wrong += 1
                said = f"{verdict.reason}: {verdict.headline}"
                tqdm.write(f"WRONG {submission}, seed {seed}: {said}")
    return seconds, wrong


def is_right(submission: Submission, verdict: Verdict) -> bool:
    """Whether the verdict is the one that the bank names; with its seed, word for word."""
    if submission.right:
        return verdict.passed
    same_words = verdict.headline == submission.says or verdict.seed != SEED
    return verdict.reason == submission.reason and same_words


def print_table(seconds: Seconds) -> None:
    """Print the median and the worst time of right and of wrong answers, per task."""
    print(f"\n{'milliseconds':<22}{'runs':>6}{'right: median':>15}{'worst':>7}", end="")
    print(f"{'wrong: median':>15}{'worst':>7}")
    for task in dict.fromkeys(task for task, _ in seconds):
        _print_row(task, seconds[task, True], seconds[task, False])
    _print_row("all", *(_all(seconds, right) for right in (True, False)))


def _all(seconds: Seconds, right: bool) -> list[float]:
    return [one for (_, is_right), found in seconds.items() if is_right == right for one in found]


def _print_row(name: str, right: list[float], wrong: list[float]) -> None:
    print(f"{name:<22}{len(right) + len(wrong):>6}", end="")
    for found in (right, wrong):
        middle = f"{statistics.median(found) * 1000:.0f}" if found else "-"
        worst = f"{max(found) * 1000:.0f}" if found else "-"
        print(f"{middle:>15}{worst:>7}", end="")
    print()


# Started by a process that ends at once, so that they are no children of ours: what an
# answer's children do counts as progress to come, and with busy ones nothing is ever idle.
_START = """
import subprocess, sys
for _ in range(int(sys.argv[1])):
    print(subprocess.Popen([sys.executable, "-c", "while True: pass"], stdout=sys.stderr).pid)
"""


@contextmanager
def _busy(processes: int) -> Iterator[None]:
    command = [sys.executable, "-c", _START, str(processes)]
    started = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    try:
        yield
    finally:
        for pid in started.stdout.split():
            os.kill(int(pid), signal.SIGTERM)
