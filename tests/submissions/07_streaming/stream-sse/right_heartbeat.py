# right: a comment as a heartbeat while the model is silent, by shield and wait_for
import json

app = FastAPI()


@app.post("/stream-sse")
async def stream_sse(body: Message):
    async def frames():
        tokens = llm.astream(body.message)
        coming = None
        try:
            while True:
                coming = coming or asyncio.ensure_future(anext(tokens))
                try:
                    chunk = await asyncio.wait_for(asyncio.shield(coming), 0.5)
                except TimeoutError:
                    yield ": ping\n\n"
                    continue
                except StopAsyncIteration:
                    break
                coming = None
                if chunk.text:
                    yield f"data: {json.dumps({'token': chunk.text})}\n\n"
            yield "event: done\ndata: {}\n\n"
        finally:
            if coming is not None:
                coming.cancel()

    return StreamingResponse(frames(), media_type="text/event-stream")
