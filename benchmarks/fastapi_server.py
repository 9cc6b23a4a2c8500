"""The peer: workspaces over FastAPI and uvicorn, on the same tables, as users of those write it.

    NETALLION_…=… python -m benchmarks.fastapi_server PORT ORGANIZATION TOKEN

The API key is looked up once and kept; redis-py counts the same three windows in one pipeline (fixed windows, which are
less work than ours); SQLAlchemy reads and writes; pydantic makes the answer; one log line for each call is uvicorn's.
"""

from __future__ import annotations

import sys
import time
from collections.abc import AsyncIterator  # noqa: TC003 -- FastAPI reads annotations
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any

import redis.asyncio
import uvicorn
from fastapi import Depends, FastAPI, Header, HTTPException, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from server.contract.vocabulary import LIVE
from server.identifiers import new_id
from server.limits.plans import PLANS
from server.scan.tables import Workspace
from server.settings import Settings
from server.storage.base import now
from server.storage.database import create_engine

PLAN = PLANS["benchmark"]
SETTINGS = Settings()
ORGANIZATION = sys.argv[2] if len(sys.argv) > 2 else ""  # noqa: PLR2004 -- as the usage says
KEYS = dict.fromkeys(sys.argv[3:], ORGANIZATION)

engine = create_engine(SETTINGS.resolved_database_url())
sessions = async_sessionmaker(engine, expire_on_commit=False)
limits: Any = redis.asyncio.Redis.from_url(SETTINGS.redis_url)


@asynccontextmanager
async def _lifespan(_app: FastAPI) -> AsyncIterator[None]:
    yield
    await limits.aclose()
    await engine.dispose()


app = FastAPI(lifespan=_lifespan)


class WorkspaceAnswer(BaseModel):
    """A workspace as callers see it."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name: str
    documents_count: int
    created_at: datetime
    updated_at: datetime


class WorkspacesAnswer(BaseModel):
    """A page of workspaces."""

    workspaces: list[WorkspaceAnswer]
    next_page_token: str


class NewWorkspace(BaseModel):
    """What a caller says of a workspace that is to be made."""

    name: str = Field(min_length=1, max_length=100)


async def caller(response: Response, authorization: Annotated[str, Header()] = "") -> str:
    """Return the organization of the caller's key, after counting the call in three windows."""
    token = authorization.removeprefix("Bearer ")
    organization = KEYS.get(token)
    if organization is None:
        raise HTTPException(401, "invalid credential")
    at = int(time.time())
    async with limits.pipeline(transaction=False) as pipe:
        for window in PLAN.windows:
            key = f"peer:{organization}:{window.name}:{at // window.seconds}"
            pipe.incr(key).expire(key, window.seconds)
        counts = (await pipe.execute())[::2]
    for window, count in zip(PLAN.windows, counts, strict=True):
        if count > window.capacity:
            raise HTTPException(429, "rate limit exceeded", {"retry-after": str(window.seconds - at % window.seconds)})
    minute = PLAN.minute
    response.headers["x-ratelimit-limit"] = str(minute.capacity)
    response.headers["x-ratelimit-remaining"] = str(minute.capacity - counts[0])
    response.headers["x-ratelimit-reset"] = str(at - at % minute.seconds + minute.seconds)
    response.headers["x-request-id"] = new_id("evt")
    return organization


async def session() -> AsyncIterator[AsyncSession]:
    """Yield a session for the length of a call."""
    async with sessions() as opened:
        yield opened


Caller = Annotated[str, Depends(caller)]
Session = Annotated[AsyncSession, Depends(session)]


@app.get("/api/v1/workspaces/{workspace_id}")
async def get_workspace(workspace_id: str, organization: Caller, opened: Session) -> WorkspaceAnswer:
    """Return a workspace."""
    query = _mine(organization).where(Workspace.id == workspace_id)
    found = await opened.scalar(query)
    if found is None:
        raise HTTPException(404, "not found")
    return WorkspaceAnswer.model_validate(found)


@app.get("/api/v1/workspaces")
async def list_workspaces(
    organization: Caller, opened: Session, page_size: Annotated[int, Query(ge=1, le=200)] = 50, page_token: str = ""
) -> WorkspacesAnswer:
    """Return a page of workspaces, newest first."""
    query = _mine(organization).order_by(Workspace.id.desc()).limit(page_size + 1)
    if page_token:
        query = query.where(Workspace.id < page_token)
    rows = (await opened.scalars(query)).all()
    shown = rows[:page_size]
    return WorkspacesAnswer(
        workspaces=[WorkspaceAnswer.model_validate(row) for row in shown],
        next_page_token=shown[-1].id if len(rows) > page_size else "",
    )


@app.post("/api/v1/workspaces")
async def create_workspace(new: NewWorkspace, organization: Caller, opened: Session) -> WorkspaceAnswer:
    """Make a workspace."""
    at = now()
    made = Workspace(
        id=new_id("ws"),
        organization_id=organization,
        environment=LIVE,
        name=new.name,
        documents_count=0,
        created_at=at,
        updated_at=at,
    )
    opened.add(made)
    await opened.commit()
    return WorkspaceAnswer.model_validate(made)


@app.exception_handler(Exception)
async def failed(_request: Request, _error: Exception) -> Response:
    """Say nothing of what went wrong."""
    return Response('{"detail": "internal error"}', 500, media_type="application/json")


def _mine(organization: str) -> Any:
    mine = (Workspace.organization_id == organization, Workspace.environment == LIVE)
    return select(Workspace).where(*mine, Workspace.deleted_at.is_(None))


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), loop="uvloop", http="httptools")
