"""Sample runs for the tests of the timeline and the card: event lists as a ledger holds them."""

from typing import Any

from autograder.ledger import Event

START = 1000.0


class Script:
    """Builds a run: `at` is in seconds from its start."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def __call__(self, at: float, lane: str, call: int, kind: str, **detail: Any) -> None:
        self.events.append(Event(START + at, lane, call, kind, detail))  # type: ignore[arg-type]

    def sent(self, at: float, call: int, text: str, label: str = "POST /chat") -> None:
        self(at, "client", call, "sent", label=label, body={"message": text})

    def done(self, at: float, call: int, status: int = 200) -> None:
        self(at, "client", call, "status", status=status)
        self(at + 0.001, "client", call, "done")

    def arrived(self, at: float, call: int, prompt: str, stream: bool = False) -> None:
        path = "/v1/chat/completions"
        self(at, "model", call, "arrived", path=path, prompt=prompt, stream=stream, connection=call)


def overlapped() -> list[Event]:
    """Three requests whose model calls wait side by side."""
    run = Script()
    for n in (1, 2, 3):
        run.sent(0.01 * n, n, f"hello {n}")
        run.arrived(0.02 + 0.01 * n, 40 + n, f"user: hello {n}")
        run(0.5 + 0.02 * n, "model", 40 + n, "replied", status=200)
        run.done(0.52 + 0.02 * n, n)
    return run.events


def one_by_one() -> list[Event]:
    """One request that awaits three agents in turn."""
    run = Script()
    run.sent(0.0, 1, "weather", label="POST /multi-agent")
    for n in range(3):
        run.arrived(0.01 + 0.3 * n, n + 1, f"agent {n}: weather")
        run(0.3 + 0.3 * n, "model", n + 1, "replied", status=200)
    run.done(0.93, 1)
    return run.events


def at_once() -> list[Event]:
    """One request that awaits three agents together."""
    run = Script()
    run.sent(0.0, 1, "weather", label="POST /multi-agent")
    for n in range(3):
        run.arrived(0.01 + 0.004 * n, n + 1, f"agent {n}: weather")
        run(0.3 + 0.02 * n, "model", n + 1, "replied", status=200)
    run.done(0.36, 1)
    return run.events


def loop_held() -> list[Event]:
    """Three requests; the first one's `time.sleep` on line 7 keeps the others out."""
    run = Script()
    for n in (1, 2, 3):
        run.sent(0.01 * n, n, f"hello {n}")
    run(0.04, "loop", 0, "held", seconds=1.0, line=7, code="time.sleep(1)")
    for n in (1, 2, 3):
        run.arrived(1.04 + 0.02 * n, n, f"user: hello {n}")
        run(1.3 + 0.02 * n, "model", n, "replied", status=200)
        run.done(1.33 + 0.02 * n, n)
    return run.events


def _stream(run: Script, tokens: int = 12) -> None:
    run.sent(0.0, 1, "tell me", label="POST /stream-chat")
    run.arrived(0.02, 1, "tell me", stream=True)
    run(0.03, "client", 1, "status", status=200)
    for k in range(1, tokens + 1):
        run(0.05 + 0.04 * k, "model", 1, "token", index=k, text=f"word{k} ")


def trickling(tokens: int = 12) -> list[Event]:
    """A stream: each token reaches the client before the next one is sent."""
    run = Script()
    _stream(run, tokens)
    for k in range(1, tokens + 1):
        run(0.06 + 0.04 * k, "client", 1, "chunk", text=f"word{k} ")
    run(0.07 + 0.04 * tokens, "model", 1, "replied", status=200)
    run(0.08 + 0.04 * tokens, "client", 1, "done")
    return run.events


def collected() -> list[Event]:
    """A stream that the app collects: the client gets it in one piece."""
    run = Script()
    _stream(run)
    run(0.55, "model", 1, "replied", status=200)
    run(0.57, "client", 1, "chunk", text="word1 word2 …")
    run(0.58, "client", 1, "done")
    return run.events


def left_early() -> list[Event]:
    """The client leaves after one token, and the model's stream is closed."""
    run = Script()
    _stream(run, tokens=2)
    run(0.1, "client", 1, "chunk", text="word1 ")
    run(0.15, "client", 1, "left")
    run(0.19, "model", 1, "closed")
    return run.events


def crashed() -> list[Event]:
    """Two requests, one of which ends with status 500; and an error without a status."""
    run = Script()
    run.sent(0.0, 1, "good")
    run.arrived(0.004, 1, "good")
    run.sent(0.001, 2, "bad")
    run.done(0.003, 2, status=500)
    run(0.009, "model", 1, "replied", status=200)
    run.done(0.010, 1)
    run.sent(0.004, 3, "ugly")
    run(0.006, "client", 3, "error", message="RuntimeError: no\nway")
    return run.events


def strangers() -> list[Event]:
    """Calls that no request accounts for, and one of the archive that never ends."""
    run = Script()
    run.sent(0.0, 1, "mine")
    run.arrived(0.01, 7, "mine, please")
    run.arrived(0.02, 8, "somebody else's")
    run(0.03, "service", 3, "arrived", path="/look_up", prompt="key", connection=1)
    run(0.05, "service", 4, "arrived", path="/look_up", prompt="mine", connection=2)
    run(0.09, "service", 4, "replied", status=200)
    run(0.10, "model", 7, "replied", status=200)
    run(0.11, "model", 8, "broke")
    run.done(0.12, 1)
    return run.events


def crowd(users: int) -> list[Event]:
    """`users` requests at once."""
    run = Script()
    for n in range(1, users + 1):
        run.sent(0.001 * n, n, f"<user {n}>", label="POST /capstone/summarize-everything")
        run.arrived(0.2 + 0.001 * n, n, f"<user {n}>")
        run(0.5 + 0.03 * n, "model", n, "replied", status=200)
        run.done(0.51 + 0.03 * n, n)
    return run.events


RUNS = {
    make.__name__: make
    for make in (
        overlapped, one_by_one, at_once, loop_held, trickling, collected,
        left_early, crashed, strangers,
    )
}  # fmt: skip
