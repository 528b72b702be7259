"""Is JSON, and no notebook."""


def hand_in(notebook, path):
    path.write_text('[1, 2, {"cells": 3}]', "utf-8")
