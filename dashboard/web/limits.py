"""How often one visitor may ask: far more than reading needs, far less than it takes to keep others waiting.

A whole town hall may come from one address, so the bounds are those of a full meeting room. Above them an address is
told to wait; on an open connection an action is only taken in later.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STATIC = "/static/"  # files that cost nothing and of which a page asks a hundred
ADDRESSES = 10_000  # that are remembered
MESSAGE_BYTES = 1_000_000  # a choice is a few hundred
TOO_LARGE = 1009  # the close code of a websocket for a message that is too big
WAIT = "Er komen te veel vragen tegelijk van dit adres. Wacht een paar tellen en probeer het opnieuw.\n"


@dataclass(frozen=True)
class Rate:
    """So many at once, and from then on so many a second."""

    at_once: float
    per_second: float


REQUESTS, SESSIONS, ACTIONS = Rate(600, 20), Rate(200, 5), Rate(30, 5)


@dataclass
class Bucket:
    """What is left of a rate at a moment."""

    left: float
    moment: float

    def take(self, rate: Rate, now: float) -> float:
        """Take one and return 0; where none is left, take nothing and return the seconds until there is."""
        self.left = min(rate.at_once, self.left + (now - self.moment) * rate.per_second)
        self.moment = now
        if self.left < 1:
            return (1 - self.left) / rate.per_second
        self.left -= 1
        return 0


class Buckets:
    """A bucket per address; the addresses that were not seen for the longest time are forgotten."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self._clock = rate, clock
        self._kept: OrderedDict[str, Bucket] = OrderedDict()

    def take(self, address: str) -> float:
        """Take one for `address`; return the seconds that it has to wait, 0 where it need not."""
        now = self._clock()
        bucket = self._kept.setdefault(address, Bucket(self.rate.at_once, now))
        self._kept.move_to_end(address)
        while len(self._kept) > ADDRESSES:
            self._kept.popitem(last=False)
        return bucket.take(self.rate, now)


class Limits:
    """ASGI middleware that lets who asks too much wait; `warn` hears of it without who it was."""

    def __init__(
        self,
        app: ASGIApp,
        warn: Callable[[str], None],
        *,
        requests: Rate = REQUESTS,
        sessions: Rate = SESSIONS,
        actions: Rate = ACTIONS,
    ) -> None:
        self.app, self.warn = app, warn
        self._requests, self._sessions, self.actions = Buckets(requests), Buckets(sessions), actions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say how long to wait; slow the actions of a session down."""
        if scope["type"] == "websocket":
            await self._session(scope, receive, send)
        elif scope["type"] == "http" and not scope["path"].startswith(STATIC) and (wait := self._wait(scope)):
            self.warn("slowed down: too many requests from one address")
            answer = PlainTextResponse(WAIT, 429, headers={"retry-after": str(int(wait) + 1)})
            await answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _wait(self, scope: Scope) -> float:
        return self._requests.take(_address(scope))

    async def _session(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._sessions.take(_address(scope)):
            self.warn("refused: too many sessions from one address at once")
            await send({"type": "websocket.close", "code": 1013})  # try again later; the page does
            return
        bucket = Bucket(self.actions.at_once, time.monotonic())

        async def slowly() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                if len(message.get("bytes") or message.get("text") or "") > MESSAGE_BYTES:
                    self.warn("refused: a message of over a megabyte")
                    await send({"type": "websocket.close", "code": TOO_LARGE})
                    return {"type": "websocket.disconnect", "code": TOO_LARGE}
                while wait := bucket.take(self.actions, time.monotonic()):
                    await asyncio.sleep(wait)
            return message

        await self.app(scope, slowly, send)


def _address(scope: Scope) -> str:
    """Return the address of the visitor; behind a proxy that the server trusts, the one that the proxy names."""
    client = scope.get("client")
    return client[0] if client else ""
