# right: an endpoint that is an object with a client
class Chat:
    def __init__(self) -> None:
        self.model = AsyncOpenAI()

    async def __call__(self, body: Message) -> dict[str, str]:
        completion = await self.model.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}]
        )
        return {"response": completion.choices[0].message.content}


app = FastAPI()
app.add_api_route("/fixed", Chat(), methods=["POST"])
