# right: a Python of its own for each call
import json
import sys

SCRIPT = """
import json, sys
from autograder.blocking_service import Archive
json.dump(Archive().process(json.load(sys.stdin)), sys.stdout)
"""
app = FastAPI()


@app.post("/process")
async def process(body: Data):
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SCRIPT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await child.communicate(json.dumps(body.data).encode())
    return {"result": json.loads(out)}
