# wrong: query-parameter
# says: `POST /chat` reads `message` from the query string, not from the JSON body

app = FastAPI()


@app.post("/chat")
async def chat(message: str):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": message}]
    )
    return {"response": completion.choices[0].message.content}
