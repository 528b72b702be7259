# right: a decorator that hands on the coroutine
from functools import wraps

app = FastAPI()


def logged(endpoint):
    @wraps(endpoint)
    def wrapper(*args, **kwargs):
        print(f"{endpoint.__name__} is called")
        return endpoint(*args, **kwargs)

    return wrapper


@app.post("/chat")
@logged
async def chat(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
