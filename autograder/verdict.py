"""A check's verdict, and the errors on the way to it."""

from dataclasses import dataclass, field
from time import monotonic

from autograder.explain import Place
from autograder.ledger import Event

_WORDY = 1_000  # characters of a sentence beyond which it is cut


@dataclass(frozen=True)
class Verdict:
    """What a check found.

    `reason` is a stable id such as "loop-held" or "one-by-one" ("" when passed); `headline`
    says what happened in the learner's code in under 90 columns, `details` says more, a
    sentence each, and `advice` what to try next, to pass or beyond a pass. `line`/`code` point
    at the learner's line, `links` (a label and an address each) lead on. `seed` repeats the run.
    """

    task: str
    passed: bool
    headline: str
    reason: str = ""
    details: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    line: int | None = None
    code: str = ""
    file: str = ""
    seed: int = 0
    events: tuple[Event, ...] = field(default=(), repr=False)
    links: tuple[tuple[str, str], ...] = ()


class Failed(Exception):
    """The check has found what is wrong, and when. Fields as in `Verdict`."""

    def __init__(
        self,
        reason: str,
        headline: str,
        *details: str,
        advice: str | tuple[str, ...] = (),
        place: Place | None = None,
    ) -> None:
        super().__init__(headline)
        self.reason = reason
        self.headline = _bounded(headline)
        self.details = tuple(map(_bounded, details))
        self.advice = (advice,) if isinstance(advice, str) else advice
        self.place = place
        self.at = monotonic()


class CannotCheck(Exception):
    """A check could not be run; the text says why and what to do."""

    def _render_traceback_(self) -> list[str]:
        return [f"{type(self).__name__}: {self}"]


class CheckFailed(Exception):
    """The answer is not right yet. Its text is the verdict's headline."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.headline)
        self.verdict = verdict

    def _render_traceback_(self) -> list[str]:
        """What IPython prints in place of a traceback: one line, none of our frames."""
        return [f"CheckFailed: {self}"]


def _bounded(words: str) -> str:
    """`words` in a length that a card can show: they may quote what an answer has sent."""
    return words if len(words) <= _WORDY else words[:_WORDY] + "…"
