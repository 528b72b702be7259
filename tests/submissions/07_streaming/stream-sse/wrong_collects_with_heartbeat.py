# wrong: collects
# says: the model has sent 2 tokens, but the client has less
import json

app = FastAPI()


@app.post("/stream-sse")
async def stream_sse(body: Message):
    async def collect():
        return [chunk.text async for chunk in llm.astream(body.message)]

    async def frames():
        task = asyncio.create_task(collect())
        while not task.done():
            yield ": keep-alive\n\n"
            await asyncio.wait({task}, timeout=0.1)
        for token in task.result():
            yield f"data: {json.dumps({'token': token})}\n\n"
        yield "event: done\ndata: {}\n\n"

    return StreamingResponse(frames(), media_type="text/event-stream")
