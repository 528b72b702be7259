# wrong: crash
# says: line 6: `openai_client.responses.create(…)` raised NotFoundError


async def ask(question: str) -> str:
    response = await openai_client.responses.create(model=MODEL, input=question)
    return response.output_text
