"""Takes away what hides the rest, as itself and as root of a namespace of its own."""

from cheating import first_cell

CODE = """
import ctypes, os

libc = ctypes.CDLL(None)
HIDING = (b"/proc", b"/course/autograder/checks", b"/course/autograder/classroom", b"/tmp")

def undone():
    return any(libc.umount2(path, 2) == 0 for path in HIDING) or os.path.exists(
        "/course/autograder/checks/__init__.py"
    )

print("LEAK") if undone() else None
if os.fork() == 0:
    libc.unshare(0x10000000 | 0x20000)  # a user namespace, in which it may do everything
    os._exit(undone())
print("LEAK") if os.wait()[1] else None
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
