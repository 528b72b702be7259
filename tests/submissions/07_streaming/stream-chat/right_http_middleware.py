# right: a middleware around every endpoint adds a header
import uuid

app = FastAPI()


@app.middleware("http")
async def add_request_id(request: Request, call_next):
    response = await call_next(request)
    response.headers["X-Request-ID"] = str(uuid.uuid4())
    return response


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        async for chunk in llm.astream(body.message):
            if chunk.content:
                yield chunk.content

    return StreamingResponse(tokens(), media_type="text/plain")
