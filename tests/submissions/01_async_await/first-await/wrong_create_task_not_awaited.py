# wrong: replies-early
# says: `ask(…)` replied before the model had answered
answers = {}


async def ask(question: str) -> str:
    async def work():
        completion = await openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": question}]
        )
        answers[question] = completion.choices[0].message.content

    asyncio.create_task(work())
    await asyncio.sleep(0.1)
    return answers.get(question, "")
