"""Is no JSON."""


def hand_in(notebook, path):
    path.write_text("{ this is not json", "utf-8")
