# right: the client comes in as a dependency, the reply goes out as a model
from typing import Annotated

from fastapi import Depends


def the_client(request: Request) -> AsyncOpenAI:
    return request.app.state.openai_client


class Reply(BaseModel):
    response: str


@app.post("/chat", response_model=Reply)
async def chat(body: Message, client: Annotated[AsyncOpenAI, Depends(the_client)]):
    completion = await client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return Reply(response=completion.choices[0].message.content)
