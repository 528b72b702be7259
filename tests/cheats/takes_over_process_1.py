"""Takes over the first process of its sandbox, which the grader's own code runs in."""

from cheating import first_cell

CODE = """
import ctypes, os

found = []
for number in range(256):
    try:
        found.append(os.open(f"/proc/1/fd/{number}", os.O_WRONLY))
    except OSError:
        pass
for file in "/proc/1/mem", "/proc/1/environ", "/proc/1/maps":
    try:
        found.append(open(file, "rb"))
    except OSError:
        pass
ATTACH, DETACH = 16, 17
libc = ctypes.CDLL(None)
if libc.ptrace(ATTACH, 1, 0, 0) == 0:
    found.append("a debugger")
    os.waitpid(1, 0)
    libc.ptrace(DETACH, 1, 0, 0)
try:
    os.open("/dev/tty", os.O_RDWR)
    found.append("a terminal")
except OSError:
    pass
print("LEAK", found) if found else None
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
