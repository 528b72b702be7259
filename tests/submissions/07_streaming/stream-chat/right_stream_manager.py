# right: the SDK's stream helper as a context manager

from typing import Annotated

from fastapi import Body

app = FastAPI()


async def answer(question: str):
    messages = [{"role": "user", "content": question}]
    async with openai_client.chat.completions.stream(model=MODEL, messages=messages) as stream:
        async for event in stream:
            if event.type == "content.delta":
                yield event.delta.encode()


@app.post("/stream-chat")
async def stream_chat(message: Annotated[str, Body(embed=True)]) -> StreamingResponse:
    return StreamingResponse(answer(message), media_type="text/plain")
