# right: llm.stream in a plain generator, which runs in threads

app = FastAPI()


def tokens(message):
    for chunk in llm.stream(message):
        yield chunk.text


@app.post("/stream-chat")
async def stream_chat(body: Message):
    return StreamingResponse(tokens(body.message), media_type="text/plain")
