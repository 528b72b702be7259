# wrong: header-parameter
# says: `POST /chat` reads `message` from a header, not from the JSON body
from typing import Annotated

from fastapi import Header

app = FastAPI()


@app.post("/chat")
async def chat(message: Annotated[str, Header()]):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": message}]
    )
    return {"response": completion.choices[0].message.content}
