# right: the SDK in place of LangChain, and a response model
class Reply(BaseModel):
    response: str


app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message) -> Reply:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return Reply(response=completion.choices[0].message.content)
