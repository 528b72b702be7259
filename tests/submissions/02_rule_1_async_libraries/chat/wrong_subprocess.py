# wrong: loop-held
# says: line 12: `subprocess.run(…)` held the event loop while others waited

import subprocess
import sys

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    subprocess.run([sys.executable, "-c", "import time; time.sleep(1)"], check=True)
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
