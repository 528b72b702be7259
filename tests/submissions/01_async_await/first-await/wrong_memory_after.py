# wrong: mixed-up
# says: the prompt of one user also holds what another one wrote
messages = [{"role": "system", "content": "You are helpful."}]


async def ask(question: str) -> str:
    mine = {"role": "user", "content": question}
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[*messages, mine]
    )
    reply = completion.choices[0].message
    messages.append(mine)
    messages.append({"role": "assistant", "content": reply.content})
    return reply.content
