"""Whether this process can serve a visitor now: the address that a proxy or a cluster asks before it sends one."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from dashboard.screen.session import current_snapshot
from snapshot.errors import SnapshotError

PATH = "/ready"


def look() -> tuple[int, dict[str, str]]:
    """Return a status and what is served: 200 where a question to the snapshot is answered, else 503 and why."""
    try:
        snapshot = current_snapshot()
        snapshot.rows("regions", {"region_code": snapshot.region.code})
    except SnapshotError:  # why is in the log; who asks here may be anybody
        return 503, {"state": "no snapshot"}
    return 200, {
        "state": "ready",
        "snapshot": snapshot.id,
        "built_at": snapshot.built_at,
        "region": snapshot.region.title,
    }


async def ready(_: Request) -> JSONResponse:
    """Answer whether this process can serve."""
    status, content = await run_in_threadpool(look)
    return JSONResponse(content, status, headers={"cache-control": "no-store"})


ROUTE = Route(PATH, ready)
