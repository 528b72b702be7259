# right: the endpoint is an object that can be called


class Chat:
    def __init__(self, model: str) -> None:
        self.model = model

    async def __call__(self, body: Message) -> dict[str, str]:
        completion = await openai_client.chat.completions.create(
            model=self.model, messages=[{"role": "user", "content": body.message}]
        )
        return {"response": completion.choices[0].message.content}


app = FastAPI()
app.add_api_route("/chat", Chat(MODEL), methods=["POST"])
