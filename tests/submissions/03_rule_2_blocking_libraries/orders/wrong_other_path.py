# wrong: no-route
# says: the app has no route `GET /orders/{order_id}`
app = FastAPI()


@app.get("/order/{order_id}")
def order(order_id: str):
    query = "SELECT id, item, quantity FROM orders WHERE id = ?"
    with closing(sqlite3.connect(ORDERS_FILE)) as connection:
        row = connection.execute(query, (order_id,)).fetchone()
    if row is None:
        raise HTTPException(404)
    return {"id": row[0], "item": row[1], "quantity": row[2]}
