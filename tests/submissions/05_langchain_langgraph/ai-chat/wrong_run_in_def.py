# wrong: loop-gone
# says: line 11: the client's open connection belongs to an event loop that is gone

import asyncio

app = FastAPI()


@app.post("/ai-chat")
def ai_chat(body: Message) -> dict[str, str]:
    return {"response": asyncio.run(llm.ainvoke(body.message)).text}
