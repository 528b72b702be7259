# right: an object whose `__call__` is a plain function
class Process:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def __call__(self, body: Data) -> dict[str, str]:
        return {"result": self._archive.process(body.data)}


app = FastAPI()
app.add_api_route("/process", Process(archive), methods=["POST"])
