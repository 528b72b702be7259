# right: a table, and a callable object


class Decide:
    table = {
        (True, True): Choice.ASYNC_AND_THREAD,
        (True, False): Choice.ASYNC,
        (False, True): Choice.DEF,
        (False, False): Choice.ASYNC,
    }

    def __call__(self, endpoint: Endpoint) -> Choice:
        facts = set(endpoint.facts)
        awaits = bool(facts & {"calls_ai_api", "uses_langchain"})
        return self.table[awaits, bool(facts - {"calls_ai_api", "uses_langchain"})]


decide = Decide()
