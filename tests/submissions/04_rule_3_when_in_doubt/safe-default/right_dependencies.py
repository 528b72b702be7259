# right: each value is a dependency, on a router
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel


class Value(BaseModel):
    value: str | int


router = APIRouter()


@router.get("/alpha")
async def get_alpha(value: Annotated[str, Depends(alpha)]) -> Value:
    return Value(value=value)


@router.get("/beta")
async def get_beta(value: Annotated[int, Depends(beta)]) -> Value:
    return Value(value=value)


@router.get("/gamma")
async def get_gamma(value: Annotated[str, Depends(gamma)]) -> Value:
    return Value(value=value)


@router.get("/delta")
async def get_delta(value: Annotated[str, Depends(delta)]) -> Value:
    return Value(value=value)


app = FastAPI()
app.include_router(router)
