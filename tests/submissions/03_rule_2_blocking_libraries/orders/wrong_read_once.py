# wrong: not-from-file
# says: a changed order was answered as it was before: it did not come from the file
app = FastAPI()
known = {}


@app.get("/orders/{order_id}")
def order(order_id: str):
    if not known:
        with closing(sqlite3.connect(ORDERS_FILE)) as connection:
            for row in connection.execute("SELECT id, item, quantity FROM orders"):
                known[row[0]] = row
    if order_id not in known:
        raise HTTPException(404)
    return dict(zip(("id", "item", "quantity"), known[order_id]))
