# right: a class with a router, which streams and joins
from fastapi import APIRouter


class Chat:
    def __init__(self) -> None:
        self.router = APIRouter()
        self.router.add_api_route("/chat", self.answer, methods=["POST"])

    async def answer(self, body: Message, request: Request) -> dict[str, str]:
        parts = []
        async with await request.app.state.openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}], stream=True
        ) as stream:
            async for chunk in stream:
                parts += [choice.delta.content or "" for choice in chunk.choices]
        return {"response": "".join(parts)}


app.include_router(Chat().router)
