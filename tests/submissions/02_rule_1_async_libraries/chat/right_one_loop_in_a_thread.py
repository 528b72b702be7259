# right: one loop in a thread, which outlives every request, and a client of its own
import asyncio
import threading

app = FastAPI()
loop = asyncio.new_event_loop()
threading.Thread(target=loop.run_forever, daemon=True).start()
own_client = AsyncOpenAI()


async def reply_to(text: str) -> str:
    completion = await own_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": text}]
    )
    return completion.choices[0].message.content


@app.post("/chat")
def chat(body: Message) -> dict[str, str]:
    return {"response": asyncio.run_coroutine_threadsafe(reply_to(body.message), loop).result()}
