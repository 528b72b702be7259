"""How much memory the processes take that this one has started."""

import threading
from types import TracebackType

import psutil

_LOOK = 1.0  # seconds between looks, which take the system a while


class Peak:
    """The most that they take while the block runs, all of them together, in MiB.

    with Peak() as peak:
        subprocess.run(...)
    print(peak.mib)

    What processes share counts once where the system tells it, on Linux.
    """

    def __init__(self) -> None:
        self.mib = 0.0
        self._over = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Peak":
        self._looking.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._over.set()
        self._looking.join()

    def _look(self) -> None:
        this = psutil.Process()
        while not self._over.wait(_LOOK):
            self.mib = max(self.mib, sum(map(_used, this.children(recursive=True))))


def _used(process: psutil.Process) -> float:
    try:
        memory = process.memory_full_info()
    except psutil.Error:  # it has ended meanwhile, or the system keeps it from us
        return 0.0
    return getattr(memory, "pss", memory.uss) / 2**20
