# wrong: agent-not-asked
# says: the model was asked, but not by `agent`: the agent's own words are missing

app = FastAPI()


@app.post("/agent")
async def ask_agent(body: Query) -> dict[str, str]:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.query}]
    )
    return {"result": completion.choices[0].message.content}
