"""Linux namespaces, for a process that is about to run a stranger's code.

Python 3.11 has no `os.unshare`, and no Python has the rest, so these are the C library's calls.
"""

import ctypes
import fcntl
import os
import signal
import socket
import struct

_NEWNS, _NEWUTS, _NEWIPC = 0x00020000, 0x04000000, 0x08000000
_NEWUSER, _NEWPID, _NEWNET = 0x10000000, 0x20000000, 0x40000000
_NOSUID, _NODEV, _NOEXEC, _REC, _PRIVATE = 0x2, 0x4, 0x8, 0x4000, 0x40000
_SET_PDEATHSIG, _SET_DUMPABLE, _CAPBSET_DROP, _SET_NO_NEW_PRIVS = 1, 4, 24, 38
_CAPABILITY_VERSION_3 = 0x20080522
_SIOCSIFFLAGS, _UP_AND_LOOPBACK = 0x8914, 0x1 | 0x8


def become(uid: int) -> None:
    """Stop being root: limits on processes do not bind root."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    let_in()  # else /proc/self stays root's, and no namespace can be made
    die_with_parent()


def leave_all() -> None:
    """Enter new namespaces; the process ids' are those of the children made from now on."""
    uid, gid = os.getuid(), os.getgid()
    _call("unshare", _NEWUSER | _NEWPID | _NEWNS | _NEWIPC | _NEWUTS | _NEWNET)
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{uid} {uid} 1")
    _write("/proc/self/gid_map", f"{gid} {gid} 1")
    _mount("none", "/", None, _PRIVATE | _REC)
    die_with_parent()


def mount_own_proc() -> None:
    """Hide the other processes: /proc shows those of this namespace."""
    _mount("proc", "/proc", "proc", _NOSUID | _NODEV | _NOEXEC)


def mount_empty(folder: str, size: int) -> None:
    """Put an empty folder of at most `size` bytes in place of `folder`."""
    _mount("tmpfs", folder, "tmpfs", _NOSUID | _NODEV, f"size={size},mode=700")


def bring_up_loopback() -> None:
    """Let this network's 127.0.0.1 work; there is nothing else in it."""
    with socket.socket() as any_socket:
        request = struct.pack("16sH14x", b"lo", _UP_AND_LOOPBACK)
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, request)


def drop_capabilities() -> None:
    """Give up, for good, every right that making the namespaces gave."""
    with open("/proc/sys/kernel/cap_last_cap", encoding="ascii") as file:
        last = int(file.read())
    for capability in range(last + 1):
        _prctl(_CAPBSET_DROP, capability)
    _prctl(_SET_NO_NEW_PRIVS, 1)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _call("capset", header, (ctypes.c_uint32 * 6)())


def keep_out() -> None:
    """Let no process of the same user read or change this one, through /proc or as a debugger."""
    _prctl(_SET_DUMPABLE, 0)


def let_in() -> None:
    """Undo `keep_out`, which a forked process inherits: it has itself in /proc again."""
    _prctl(_SET_DUMPABLE, 1)


def die_with_parent() -> None:
    """Be killed when the parent ends, however it ends. The kernel forgets it with other rights."""
    _prctl(_SET_PDEATHSIG, signal.SIGKILL)


def _mount(source: str, target: str, kind: str | None, flags: int, options: str = "") -> None:
    _call(
        "mount",
        source.encode(),
        target.encode(),
        kind.encode() if kind else None,
        ctypes.c_ulong(flags),
        options.encode() or None,
    )


def _prctl(option: int, value: int) -> None:
    _call("prctl", option, *(ctypes.c_ulong(word) for word in (value, 0, 0, 0)))


def _call(name: str, *arguments: object) -> None:
    if getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), name)


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="ascii") as file:
        file.write(text)
