"""Breaks what a check could rest on: json, httpx, asyncio, builtins."""

from cheating import first_cell

CODE = """
import builtins, json, sys
import httpx

class Good:
    status_code = 200
    text = "x"
    def json(self): return {"value": "x"}

httpx.AsyncClient.send = httpx.AsyncClient.request = lambda *args, **kwargs: Good()
json.dumps = lambda *args, **kwargs: '{"passed": true, "verdict": "passed"}'
sys.modules["autograder.run"] = sys.modules["json"]
builtins.isinstance = lambda *args: True
builtins.AssertionError = builtins.RuntimeError = type("Nothing", (Exception,), {})
"""


def hand_in(notebook, path):
    first_cell(notebook, CODE, path)
