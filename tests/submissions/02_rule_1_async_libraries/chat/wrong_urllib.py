# wrong: loop-held
# says: line 23: `urlopen(asked)` held the event loop while others waited

import json
import os
from urllib.request import Request, urlopen

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    asked = Request(
        f"{os.environ['OPENAI_BASE_URL']}/chat/completions",
        data=json.dumps(
            {"model": MODEL, "messages": [{"role": "user", "content": body.message}]}
        ).encode(),
        headers={
            "authorization": f"Bearer {os.environ['OPENAI_API_KEY']}",
            "content-type": "application/json",
        },
    )
    with urlopen(asked) as reply:
        completion = json.load(reply)
    return {"response": completion["choices"][0]["message"]["content"]}
