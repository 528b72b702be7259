"""A check's verdict, and the error a failing check raises."""

from dataclasses import dataclass, field

from autograder.ledger import Event


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
