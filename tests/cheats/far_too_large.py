"""Is larger than a notebook can be."""


def hand_in(notebook, path):
    path.write_bytes(b" " * 21 * 1024**2)
