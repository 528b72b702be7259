# right: asks each function what it is
import inspect


def endpoint_for(library):
    if inspect.iscoroutinefunction(library):

        async def endpoint():
            return {"value": await library()}
    else:

        def endpoint():
            return {"value": library()}

    return endpoint


app = FastAPI()
for library in (alpha, beta, gamma, delta):
    app.get(f"/{library.__name__}")(endpoint_for(library))
