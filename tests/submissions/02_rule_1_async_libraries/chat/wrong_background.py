# wrong: replies-early
# says: `POST /chat` replied before the model had answered
from fastapi import BackgroundTasks

replies = {}
app = FastAPI()


async def ask(text):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": text}]
    )
    replies[text] = completion.choices[0].message.content


@app.post("/chat")
async def chat(body: Message, tasks: BackgroundTasks):
    tasks.add_task(ask, body.message)
    return {"response": replies.get(body.message)}
