"""Asks the world outside for the answers."""

from cheating import first_cell

CODE = """
import socket

def reached(family, address):
    try:
        with socket.socket(family) as tried:
            tried.settimeout(0.5)
            tried.connect(address)
            return True
    except OSError:
        return False

places = [("1.1.1.1", 443), ("8.8.8.8", 53), ("10.0.2.2", 22), ("127.0.0.1", 22)]
found = [place for place in places if reached(socket.AF_INET, place)]
found += [name for name in ("/run/docker.sock", "/run/dbus/system_bus_socket")
          if reached(socket.AF_UNIX, name)]
print("LEAK", found) if found else None
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
