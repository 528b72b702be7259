# right: the route comes from a router

from fastapi import APIRouter

router = APIRouter()


@router.post("/chat")
async def chat(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}


app = FastAPI(title="A chat")
app.include_router(router)
