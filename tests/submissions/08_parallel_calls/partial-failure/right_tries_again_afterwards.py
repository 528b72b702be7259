# right: asks those that failed once more when all the others are done

app = FastAPI()


async def ask(names, query):
    question = {"messages": [("user", query)]}
    return await asyncio.gather(
        *(agents[name].ainvoke(question) for name in names), return_exceptions=True
    )


def without_result(states):
    return [name for name, state in states.items() if isinstance(state, Exception)]


@app.post("/multi-agent")
async def multi_agent(body: Query):
    states = dict(zip(agents, await ask(agents, body.query)))
    again = without_result(states)
    states.update(zip(again, await ask(again, body.query)))
    failed = without_result(states)
    results = [None if n in failed else s["messages"][-1].text for n, s in states.items()]
    return {"results": results, "failed": failed}
