# right: the SDK's stream
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    async def tokens():
        stream = await openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}], stream=True
        )
        async for chunk in stream:
            if chunk.choices:
                yield chunk.choices[0].delta.content or ""

    return StreamingResponse(tokens(), media_type="text/plain")
