# wrong: injection
# says: the id `" OR "1"="1` found an order, and no order has it
app = FastAPI()


@app.get("/orders/{order_id}")
def order(order_id: str):
    with closing(sqlite3.connect(ORDERS_FILE)) as connection:
        row = connection.execute(
            f'SELECT id, item, quantity FROM orders WHERE id = "{order_id}"'
        ).fetchone()
    if row is None:
        raise HTTPException(404)
    return {"id": row[0], "item": row[1], "quantity": row[2]}
