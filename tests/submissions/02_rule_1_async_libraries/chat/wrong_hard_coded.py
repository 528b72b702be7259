# wrong: model-not-asked
# says: `POST /chat` replied without asking the model

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    return {"response": "Hello! How can I help you today?"}
