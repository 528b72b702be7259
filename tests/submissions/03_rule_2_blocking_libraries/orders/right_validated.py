# right: an id that does not look like one is turned down before the file is asked
from typing import Annotated

from fastapi import Path

app = FastAPI()


@app.get("/orders/{order_id}")
def order(order_id: Annotated[str, Path(pattern=r"^[A-Z]-\d+$")]):
    with closing(sqlite3.connect(ORDERS_FILE)) as connection:
        row = connection.execute(
            "SELECT id, item, quantity FROM orders WHERE id = ?", (order_id,)
        ).fetchone()
    if row is None:
        raise HTTPException(404)
    return {"id": row[0], "item": row[1], "quantity": row[2]}
