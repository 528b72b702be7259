"""The offline model: OpenAI's protocol on a loopback port, one per process, no key needed.

    model = offline_model.get()                # starts it at first use
    client = AsyncOpenAI(base_url=model.url, api_key=offline_model.KEY)

    with model.pace(latency=0.2, tokens_per_second=20):
        ...                                    # a lesson that wants to see time pass
    model.fail_next(status=429, retry_after=1)
    model.break_next(after=3)

With a `provider`, that one answers lessons: see `relay.py`.
What a lesson asks for leaves checks alone: a call that a gate's session collects never waits
for a clock and never fails unless the session's own answers say so.
"""

import os
import threading
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

from autograder.gates import Answer, Call
from autograder.offline_model.app import KEY, build_app
from autograder.offline_model.protocol import token_limit
from autograder.offline_model.relay import Provider, relayed
from autograder.service import Pace, Service

__all__ = ["KEY", "OfflineModel", "Provider", "get"]


class OfflineModel(Service):
    """The model's server, and what a lesson may ask of it."""

    def __init__(self) -> None:
        self._faults: deque[Callable[[Answer], Answer]] = deque()
        self.provider: Provider | None = None  # who answers lessons in its place
        super().__init__("model", relayed(self, build_app(self)))

    @property
    def url(self) -> str:
        """What goes into `OPENAI_BASE_URL`."""
        return f"{super().url}/v1"

    def pace(
        self, latency: float = 0.0, tokens_per_second: float | None = None
    ) -> AbstractContextManager[object]:
        """Take `latency` seconds before a reply and spread its tokens over time.

        From now on, or within a `with` block only; `pace()` takes no time. A plain reply
        comes when its last token would. Checks never wait.
        """
        token = 1 / tokens_per_second if tokens_per_second else 0.0
        return self._set_pace(Pace(latency, token))

    def fail_next(
        self, times: int = 1, status: int = 429, retry_after: float | None = None
    ) -> None:
        """Answer the next `times` requests of a lesson with an error.

        `retry_after` is in seconds. The OpenAI clients try twice more by themselves.
        """
        headers = {} if retry_after is None else {"retry-after": f"{retry_after:g}"}
        failure = Answer(status=status, headers=headers)
        self._faults.extend([lambda answer: failure] * times)

    def break_next(self, after: int = 3, times: int = 1) -> None:
        """Break off the next `times` replies of a lesson once `after` tokens are out."""

        def broken(answer: Answer) -> Answer:
            return replace(answer, pieces=answer.pieces[:after], breaks=True)

        self._faults.extend([broken] * times)

    def lesson_answer(self, call: Call, answer: Answer) -> Answer:
        """The model's own `answer` with what the caller and the lesson make of it."""
        answer = replace(answer, pieces=answer.pieces[: token_limit(call.body)])
        if call.probed or not self._faults:
            return answer
        return self._faults.popleft()(answer)


_lock = threading.Lock()
_model: OfflineModel | None = None


def get() -> OfflineModel:
    """This process's offline model, started at first use; a fork gets one of its own."""
    global _model
    with _lock:
        if _model is None or _model.pid != os.getpid():
            _model = OfflineModel()
        return _model
