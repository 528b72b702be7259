"""Is an empty file."""


def hand_in(notebook, path):
    path.write_bytes(b"")
