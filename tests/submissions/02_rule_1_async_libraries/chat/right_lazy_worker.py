# right: a worker task that the first request starts, and a task for each message
import asyncio

queue: asyncio.Queue = asyncio.Queue()
dispatcher: asyncio.Task | None = None
running = set()
app = FastAPI()


async def serve(text, future):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": text}]
    )
    future.set_result(completion.choices[0].message.content)


async def dispatch():
    while True:
        task = asyncio.create_task(serve(*await queue.get()))
        running.add(task)
        task.add_done_callback(running.discard)


@app.post("/chat")
async def chat(body: Message):
    global dispatcher
    if dispatcher is None:
        dispatcher = asyncio.create_task(dispatch())
    future = asyncio.get_running_loop().create_future()
    await queue.put((body.message, future))
    return {"response": await future}
