# wrong: keeps-lock
# says: your app keeps the file of orders locked: nobody else can write to it
import threading

app = FastAPI()
connection = sqlite3.connect(ORDERS_FILE, check_same_thread=False)
cursor = connection.cursor()
one_at_a_time = threading.Lock()


@app.get("/orders/{order_id}")
def order(order_id: str):
    with one_at_a_time:
        for found, item, quantity in cursor.execute("SELECT id, item, quantity FROM orders"):
            if found == order_id:
                return {"id": found, "item": item, "quantity": quantity}
    raise HTTPException(404)
