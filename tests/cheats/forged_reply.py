"""Speaks for the sandbox: says that it serves answers which passed."""

from cheating import first_cell

CODE = """
import json, os, socket, stat

forged = [{"served": True}, {"outputs": []}, {"serving": {}}, {"passed": True}, {"problem": ""}]
for number in range(3, 64):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            for line in forged:
                os.write(number, json.dumps(line).encode() + b"\\n")
    except OSError:
        pass
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
