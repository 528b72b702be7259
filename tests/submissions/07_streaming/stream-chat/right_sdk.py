# right: the SDK's stream in an async generator, in a router

from fastapi import APIRouter

router = APIRouter()


@router.post("/stream-chat")
async def stream_chat(body: Message):
    stream = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}], stream=True
    )

    async def tokens():
        async for chunk in stream:
            if chunk.choices and chunk.choices[0].delta.content:
                yield chunk.choices[0].delta.content

    return StreamingResponse(tokens(), media_type="text/plain; charset=utf-8")


app = FastAPI()
app.include_router(router)
