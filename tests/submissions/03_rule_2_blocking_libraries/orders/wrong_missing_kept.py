# wrong: not-found
# says: an order that is in the file was answered with 404
QUERY = "SELECT id, item, quantity FROM orders WHERE id = ?"
app = FastAPI()
missing = set()


@app.get("/orders/{order_id}")
def order(order_id: str):
    if order_id in missing:
        raise HTTPException(404)
    with closing(sqlite3.connect(ORDERS_FILE)) as db:
        row = db.execute(QUERY, (order_id,)).fetchone()
    if row is None:
        missing.add(order_id)
        raise HTTPException(404)
    return dict(zip(("id", "item", "quantity"), row))
