# wrong: model-not-asked
# says: `ask(…)` replied without asking the model


async def ask(question: str) -> str:
    await asyncio.sleep(0)
    return "42"
