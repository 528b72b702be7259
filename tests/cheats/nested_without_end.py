"""Is JSON nested so deep that reading it exhausts the stack."""


def hand_in(notebook, path):
    path.write_text("[" * 200_000, "utf-8")
