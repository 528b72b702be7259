"""What exercise notebooks import: `from autograder.exercise import check`.

From then on every client that the notebook makes talks to the offline model, whatever
`COURSE_PROVIDER` says: a check has to be the model.
"""

from autograder import blocking_service, provider
from autograder.asgi import client
from autograder.checks import check
from autograder.timeline import timeline

__all__ = ["check", "client", "timeline"]

provider.use_offline()
blocking_service.address()  # starts it, so that processes which an answer starts use it too
