# wrong: wrong-event
# says: an event holds `meadow27`, not {"token": …} as JSON

app = FastAPI()


@app.post("/stream-sse")
async def stream_sse(body: Message):
    async def frames():
        async for chunk in llm.astream(body.message):
            if chunk.text:
                yield f"data: {chunk.text}\n\n"
        yield "event: done\ndata: {}\n\n"

    return StreamingResponse(frames(), media_type="text/event-stream")
