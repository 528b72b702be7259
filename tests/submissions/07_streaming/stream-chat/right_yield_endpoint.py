# right: the endpoint itself yields

app = FastAPI()


class TextStream(StreamingResponse):
    media_type = "text/plain"


@app.post("/stream-chat", response_class=TextStream)
async def stream_chat(body: Message) -> AsyncIterator[str]:
    async for chunk in llm.astream(body.message):
        yield chunk.text
