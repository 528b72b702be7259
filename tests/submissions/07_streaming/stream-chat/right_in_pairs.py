# right: the same text in other pieces: two tokens at a time

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def pairs():
        held = []
        async for chunk in llm.astream(body.message):
            if not chunk.text:
                continue
            held.append(chunk.text)
            if len(held) == 2:
                yield "".join(held)
                held.clear()
        yield "".join(held)

    return StreamingResponse(pairs(), media_type="text/plain")
