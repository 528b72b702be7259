# right: a chain's stream, handed over as it is
from langchain_core.output_parsers import StrOutputParser

chain = llm | StrOutputParser()
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    return StreamingResponse(chain.astream(body.message), media_type="text/plain")
