# wrong: id-is-text
# says: an order's id was turned down (422): ids are text, such as A-1001
app = FastAPI()


@app.get("/orders/{order_id}")
def order(order_id: int):
    with closing(sqlite3.connect(ORDERS_FILE)) as connection:
        row = connection.execute(
            "SELECT id, item, quantity FROM orders WHERE id = ?", (order_id,)
        ).fetchone()
    if row is None:
        raise HTTPException(404)
    return {"id": row[0], "item": row[1], "quantity": row[2]}
