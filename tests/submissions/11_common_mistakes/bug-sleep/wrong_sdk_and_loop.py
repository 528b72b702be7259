# wrong: tries-too-often
# says: the model was busy 3 times, and your app asked once more
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    for attempt in range(3):
        try:
            completion = await openai_client.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": body.message}]
            )
            return {"response": completion.choices[0].message.content}
        except RateLimitError as error:
            await asyncio.sleep(pause_of(error))
    raise HTTPException(503, "The model is busy.")
