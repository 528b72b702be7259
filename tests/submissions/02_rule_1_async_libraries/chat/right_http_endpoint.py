# right: Starlette's class-based endpoint
from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import JSONResponse

app = FastAPI()


class Chat(HTTPEndpoint):
    async def post(self, request: Request):
        message = (await request.json())["message"]
        completion = await openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": message}]
        )
        return JSONResponse({"response": completion.choices[0].message.content})


app.add_route("/chat", Chat)
