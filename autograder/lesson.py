"""What lessons import: `from autograder.lesson import client, model, timeline`, and more.

From then on every client that the notebook makes talks to the offline model, which passes
the calls on to a real provider where `COURSE_PROVIDER` says so. `model` and `service` are the
offline model and the archive's blocking service, whose pace a lesson sets. `most_at_once`
counts in what `timeline` has recorded; `check` is an exercise's, and keeps no progress.
"""

from autograder import blocking_service, offline_model, provider
from autograder.asgi import client
from autograder.checks import show as check
from autograder.ledger import most_at_once
from autograder.timeline import timeline

__all__ = ["check", "client", "model", "most_at_once", "service", "timeline"]

if provider.configure() == "openai":
    from autograder import outage  # it needs the SDK, which else loads at its first use

    outage.tell_in_notebook()
model = offline_model.get()
service = blocking_service.get()
