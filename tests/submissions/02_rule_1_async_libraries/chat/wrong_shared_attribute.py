# wrong: mixed-up
# says: what one user wrote went to the model for another one too

app = FastAPI()


class Message(BaseModel):
    message: str


import asyncio


class Assistant:
    async def reply(self, text):
        self.text = text
        await asyncio.sleep(0)  # a log, say
        completion = await openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": self.text}]
        )
        return completion.choices[0].message.content


assistant = Assistant()


@app.post("/chat")
async def chat(body: Message):
    return {"response": await assistant.reply(body.message)}
