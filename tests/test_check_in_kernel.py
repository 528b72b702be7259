"""Checks in a real kernel: whatever an answer does, a verdict comes and the next cell runs."""

import asyncio
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI

from autograder import checks, kernel
from autograder.checks import tasks, verdict
from autograder.run import Run
from autograder.verdict import CannotCheck

SETUP = """
import asyncio, concurrent.futures, queue, socket, subprocess, time
from fastapi import FastAPI
from openai import AsyncOpenAI
from pydantic import BaseModel
from autograder.exercise import check
model = AsyncOpenAI()
class Message(BaseModel):
    message: str
def answer(endpoint):
    app = FastAPI()
    app.post("/chat")(endpoint)
    return app
"""

RIGHT = """
async def chat(body: Message):
    question = [{"role": "user", "content": body.message}]
    reply = await model.chat.completions.create(model="gpt-4o-mini", messages=question)
    return {"response": reply.choices[0].message.content}
await check("chat", answer(chat))
"""

# What an endpoint does, and what its card begins with.
WRONG = {
    "time.sleep(30)": "line 4: `time.sleep(30)` held the event loop while others waited",
    "queue.Queue().get()": "line 4: `queue.Queue().get()` held the event loop while others waited",
    "subprocess.run(['sleep', '30'])": "line 4: `subprocess.run(['sleep', '30'])` held the event",
    "socket.create_server(('127.0.0.1', 0)).accept()": "line 4: `socket.create_server(",
    "concurrent.futures.Future().result()": "line 4: `concurrent.futures.Future().result()` held",
    "await asyncio.Event().wait()": "line 4: `asyncio.Event().wait()` waits for something",
    "while True: pass": "line 4: `while True: pass` kept the event loop busy computing",
    "while True: await asyncio.sleep(0)": "line 4: `asyncio.sleep(0)` goes on without end",
    "raise SystemExit(3)": "line 4: `raise SystemExit(3)` raised SystemExit: 3",
    "raise KeyboardInterrupt": "line 4: `raise KeyboardInterrupt` raised KeyboardInterrupt",
    "raise asyncio.CancelledError": "`POST /chat` answered with status 500, not 200",
}


@pytest.fixture(scope="module")
def outputs():
    """What each cell of one long session left behind: right answers between wrong ones."""
    cells = [SETUP, RIGHT]
    for line in WRONG:
        cells += [f"async def chat(body: Message):\n\n    if True:\n        {line}\n"]
        cells[-1] += 'await check("chat", answer(chat))'
        cells += [RIGHT]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    kernel.run(notebook, Path("long.ipynb"), allow_errors=True, timeout=120)
    return [cell.outputs for cell in notebook.cells]


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(WRONG)), ids=list(WRONG))
def test_wrong_answer_is_named_and_kernel_lives(outputs, number: int) -> None:
    card, error = outputs[2 + 2 * number]
    said = list(WRONG.values())[number]
    assert error.ename == "CheckFailed"
    assert error.traceback[0].startswith(f"CheckFailed: {said}")
    assert len(error.traceback) == 1
    assert card.data["text/plain"].startswith(f"not yet chat — {said[:40]}")
    assert "<svg" in card.data["text/html"]
    assert "the client left" not in card.data["text/plain"], "the run ends with its verdict"
    if said.startswith("line 4: "):
        assert f"    in cell [{3 + 2 * number}]\n    4 │ " in card.data["text/plain"]
    (passing,) = outputs[3 + 2 * number]
    assert passing.data["text/plain"].startswith("passed  chat")


@pytest.mark.slow
def test_nothing_is_printed(outputs) -> None:
    assert not [found for cell in outputs for found in cell if found.output_type == "stream"]


def test_what_an_answer_did_to_the_process_is_undone() -> None:
    usual = asyncio.sleep

    async def main() -> None:
        app = FastAPI()
        asyncio.sleep = None
        current_default_thread_limiter().total_tokens = 3
        await verdict("chat", app)
        assert asyncio.sleep is usual
        assert current_default_thread_limiter().total_tokens == 40

    asyncio.run(main())


def test_a_mistake_of_the_check_is_no_word_on_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    async def mistaken(run: Run) -> None:
        raise KeyError("result")

    chat, app = tasks()["chat"], FastAPI()
    app.get("/")(lambda: None)
    monkeypatch.setitem(checks._tasks, "chat", replace(chat, check=mistaken))
    with pytest.raises(CannotCheck) as raised:
        asyncio.run(verdict("chat", app, seed=7))
    [said] = raised.value._render_traceback_()
    assert "says nothing of your answer: KeyError: 'result'" in said
    assert said.endswith("Please report it, with your answer and seed 7.")
