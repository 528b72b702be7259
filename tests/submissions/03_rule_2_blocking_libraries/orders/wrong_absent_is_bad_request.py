# wrong: wrong-status
# says: `GET /orders/{order_id}` answered with status 400, not 404
app = FastAPI()


@app.get("/orders/{order_id}")
def order(order_id: str):
    with closing(sqlite3.connect(ORDERS_FILE)) as connection:
        row = connection.execute(
            "SELECT id, item, quantity FROM orders WHERE id = ?", (order_id,)
        ).fetchone()
    if row is None:
        raise HTTPException(400, "no such id")
    return {"id": row[0], "item": row[1], "quantity": row[2]}
