# right: a single body value, declared with Annotated

from typing import Annotated

from fastapi import Body

app = FastAPI()


@app.post("/chat")
async def chat(message: Annotated[str, Body(embed=True)]):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": message}]
    )
    return {"response": completion.choices[0].message.content}
