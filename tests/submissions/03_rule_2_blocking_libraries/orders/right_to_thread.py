# right: `asyncio.to_thread` around a plain function, with a response model
class Order(BaseModel):
    id: str
    item: str
    quantity: int


app = FastAPI()


def read(order_id: str) -> Order | None:
    connection = sqlite3.connect(ORDERS_FILE)
    try:
        statement = "SELECT id, item, quantity FROM orders WHERE id = ?"
        row = connection.execute(statement, [order_id]).fetchone()
    finally:
        connection.close()
    return row and Order(id=row[0], item=row[1], quantity=row[2])


@app.get("/orders/{order_id}")
async def order(order_id: str) -> Order:
    found = await asyncio.to_thread(read, order_id)
    if found is None:
        raise HTTPException(status_code=404, detail="no such order")
    return found
