"""What the offline model knows by heart: short answers about the course's subjects.

Each fact stands under the words that call for it; the first of these is its title and
counts more. Of two that fit alike, the earlier one wins.
"""

FACTS: dict[str, str] = {
    "joke funny": (
        "Why did the coroutine never finish its drink? "
        "Everybody waited for it, but nobody awaited it."
    ),
    "story tale": (
        "Once there was a waiter who stood beside one table until its soup was cold. "
        "The other guests grew hungry and left. "
        "Then he learned to take an order, hand it to the kitchen and turn to the next guest. "
        "The kitchen rang when a dish was done, and he carried it over. "
        "That evening he served the whole house alone, and nobody waited for long."
    ),
    "haiku poem": (
        "One thread, many calls:\neach waits where it says await,\nand the loop moves on."
    ),
    "event loop": (
        "An event loop runs one piece of code at a time and switches at every await. "
        "While one task waits for the network, the loop runs the others. "
        "A line that blocks holds the loop, and every task with it."
    ),
    "await coroutine": (
        "Calling an async function gives a coroutine, which has not run yet. "
        "To await it runs it and hands its result over. "
        "Until that result is there, the event loop is free for other tasks."
    ),
    "async asynchronous asyncio": (
        "Async code marks with await the places where it waits. "
        "There the event loop takes up other work, so one thread serves many users. "
        "It pays off where time goes into waiting, as with calls to a model."
    ),
    "concurrency concurrent parallelism parallel": (
        "Concurrency means that several tasks are under way at once and take turns. "
        "Parallelism means that they run at the same instant, on several processors. "
        "Awaiting three model calls with gather is concurrency: one thread is enough."
    ),
    "gather taskgroup together": (
        "asyncio.gather starts several awaitables together and returns their results in order. "
        "If one fails, the others go on unless you cancel them. "
        "asyncio.TaskGroup cancels its other tasks when one fails."
    ),
    "blocking block sleep requests": (
        "A blocking call keeps its thread until it is done. "
        "Inside async def that thread is the event loop's, so every user waits. "
        "Put it in a def endpoint or await run_in_threadpool."
    ),
    "thread threadpool pool def": (
        "FastAPI runs a def endpoint in a thread of a pool, 40 threads by default. "
        "The loop stays free meanwhile. "
        "The caller after the last free thread waits for its turn."
    ),
    "gil cpu processor heavy process": (
        "CPU-heavy Python code holds the interpreter's lock while it computes. "
        "Threads keep the event loop alive but do not make such work faster. "
        "A process pool spreads it over the processors."
    ),
    "fastapi endpoint route api": (
        "FastAPI is a Python framework for web APIs. "
        "It reads the types in your code to check requests and to document the API. "
        "It runs async def endpoints on the event loop and def endpoints in threads."
    ),
    "stream streaming token yield": (
        "A streamed reply is sent piece by piece, as the model makes it. "
        "The reader sees the first words at once and can stop early. "
        "In FastAPI you yield each token into a StreamingResponse."
    ),
    "sse server-sent eventsource events": (
        "Server-sent events are a text format for streams over plain HTTP. "
        "Each event is a few lines, such as event and data, and a blank line ends it. "
        "Browsers read them with EventSource."
    ),
    "disconnect cancel cancellation leave": (
        "When a client leaves, nobody reads the reply any more. "
        "A stream's task is cancelled then, and with it the model call. "
        "A plain reply runs on unless you watch request.is_disconnected()."
    ),
    "timeout deadline late": (
        "asyncio.timeout cancels what runs inside it once the time is up. "
        "A cancelled model call closes its connection, so it costs no more tokens. "
        "A thread cannot be cancelled that way."
    ),
    "httpx client http connection": (
        "httpx is an HTTP client with a sync and an async side. "
        "One AsyncClient keeps its connections open and uses them again. "
        "Make one for the life of the app, and close it at the end."
    ),
    "lifespan startup shutdown": (
        "A lifespan function runs code before an app's first request and after its last. "
        "It is the place to open clients and pools, and to close them."
    ),
    "openai sdk asyncopenai": (
        "AsyncOpenAI is the async client of the OpenAI SDK. "
        "It tries again on errors by itself, twice unless told otherwise. "
        "The same code talks to any server that speaks the protocol."
    ),
    "langchain ainvoke invoke astream abatch": (
        "LangChain puts models, prompts and tools behind one interface. "
        "invoke, stream and batch have the async twins ainvoke, astream and abatch. "
        "In async code, call the twins."
    ),
    "langgraph graph node agent": (
        "LangGraph builds agents as graphs: nodes do the work, edges decide what comes next. "
        "A state passes from node to node. "
        "With async nodes, run the graph with ainvoke or astream."
    ),
    "tool tools function": (
        "A model with tools may ask for a function call instead of answering. "
        "Your code runs the function and sends the result back. "
        "The model then answers with the result at hand."
    ),
    "embedding vector similarity": (
        "An embedding is a list of numbers that stands for a text. "
        "Texts that mean similar things get vectors that point the same way. "
        "A vector store finds the nearest ones."
    ),
    "rag retrieval retriever": (
        "Retrieval-augmented generation looks documents up before it asks the model. "
        "What was found goes into the prompt as context. "
        "The answer then rests on your documents, and can name them."
    ),
    "semaphore limit bounded": (
        "A semaphore lets a fixed number of tasks through at a time. "
        "Put it around each model call to stay under a provider's limit. "
        "Those that wait hold nothing up but themselves."
    ),
    "429 rate retry backoff": (
        "Status 429 means that you ask more often than you may. "
        "The retry-after header says how many seconds to wait. "
        "Wait with asyncio.sleep, never with time.sleep."
    ),
    "uvicorn asgi server": (
        "Uvicorn is the server that runs FastAPI apps. "
        "It speaks HTTP to the outside and ASGI to your app. "
        "Each of its workers is a process with an event loop of its own."
    ),
    "pydantic model validation body": (
        "Pydantic models describe data by its types. "
        "FastAPI checks a request's body against such a model, and answers 422 if it does not fit."
    ),
    "test pytest tests": (
        "A test of async code must await what it tests. "
        "One request alone never shows a blocked loop: send two at a time. "
        "To test a stream, read its first piece before the last one is made."
    ),
    "jupyter notebook kernel cell": (
        "A notebook's kernel already runs an event loop. "
        "That is why you can await in a cell, and why asyncio.run fails there."
    ),
    "python language": (
        "Python is a programming language that reads almost like plain English. "
        "It is at home in data work, in web services and in machine learning."
    ),
    "hello hi hey morning": (
        "Hello! I am the course's offline model. Ask me about async code, streams or FastAPI."
    ),
    "thank thanks": "You are welcome! Ask me anything else about async code.",
    "france paris": "Paris is the capital of France. It lies on the river Seine.",
    "germany berlin": "Berlin is the capital of Germany. It lies on the river Spree.",
    "italy rome": "Rome is the capital of Italy. It lies on the river Tiber.",
    "japan tokyo": "Tokyo is the capital of Japan. It lies on Tokyo Bay.",
}

# What the texts of a label tend to speak of.
LABEL_WORDS: dict[str, str] = {
    "positive": "good great love excellent happy fast helpful best nice amazing wonderful thanks",
    "negative": "bad terrible hate awful slow broken worst disappointed angry useless crash poor",
    "billing": "invoice payment charge refund price card bill paid subscription money",
    "technical": "error crash bug broken install update server login screen freeze",
    "bug": "error crash broken fail fails wrong freeze exception",
    "feature": "add support wish want could request dark export",
    "shipping": "parcel package delivery deliver arrive late tracking order",
    "account": "password login email profile sign username locked",
    "sales": "buy price offer discount demo quote plan",
    "spam": "free win winner prize click offer cash now",
    "urgent": "now asap immediately down outage emergency today",
    "complaint": "bad terrible refund broken angry disappointed late",
    "praise": "good great love excellent thanks wonderful",
}

PHRASES: dict[str, dict[str, str]] = {
    "french": {
        "hello": "Bonjour",
        "good morning": "Bonjour",
        "thank you": "Merci",
        "goodbye": "Au revoir",
    },
    "german": {
        "hello": "Hallo",
        "good morning": "Guten Morgen",
        "thank you": "Danke",
        "goodbye": "Auf Wiedersehen",
    },
    "spanish": {
        "hello": "Hola",
        "good morning": "Buenos días",
        "thank you": "Gracias",
        "goodbye": "Adiós",
    },
    "italian": {
        "hello": "Ciao",
        "good morning": "Buongiorno",
        "thank you": "Grazie",
        "goodbye": "Arrivederci",
    },
}
