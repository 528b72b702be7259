# wrong: not-from-file
# says: an order was answered while the file was locked: it did not come from there
app = FastAPI()
with closing(sqlite3.connect(ORDERS_FILE)) as connection:
    known = {row[0]: row for row in connection.execute("SELECT id, item, quantity FROM orders")}


@app.get("/orders/{order_id}")
def order(order_id: str):
    if order_id not in known:
        raise HTTPException(404)
    return dict(zip(("id", "item", "quantity"), known[order_id]))
