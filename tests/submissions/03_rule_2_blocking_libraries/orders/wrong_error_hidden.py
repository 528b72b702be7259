# wrong: wrong-status
# says: `GET /orders/O'Brien` answered with status 500, not 404
app = FastAPI()


@app.get("/orders/{order_id}")
def order(order_id: str):
    if " " in order_id:
        raise HTTPException(404)
    try:
        with closing(sqlite3.connect(ORDERS_FILE)) as connection:
            row = connection.execute(
                f"SELECT id, item, quantity FROM orders WHERE id = '{order_id}'"
            ).fetchone()
    except sqlite3.Error:
        raise HTTPException(500, "something went wrong")
    if row is None:
        raise HTTPException(404)
    return {"id": row[0], "item": row[1], "quantity": row[2]}
