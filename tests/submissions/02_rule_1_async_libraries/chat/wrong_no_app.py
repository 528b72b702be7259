# wrong: no-answer
# says: there is no answer yet: the cell above is still empty

api = FastAPI()


@api.post("/chat")
async def chat(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
