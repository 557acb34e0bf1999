"""The running server: which tables it holds, which of them misbehave, and who asked what."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.services.fake_cbs import shapes
from tests.services.fake_cbs.filters import chosen
from tests.services.fake_cbs.handler import Handler, Server
from tests.services.fake_cbs.tables import FAULTS, FakeTable


class FakeCBS:
    """The running server. Use it as a context manager; `url(version)` is what CBS_URL must be."""

    def __init__(self, *tables: FakeTable, page: int = 500) -> None:
        self.page = page
        self.tables = {table.id: table for table in tables}
        self.faults: dict[str, tuple[str, int]] = {}
        self.slow_s = 5.0
        self.requests: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.most_at_once = 0
        self.on_request: Callable[[str], None] = lambda _: None
        self._at_once = 0
        self._guard = threading.Lock()
        self._observed: dict[int, tuple[list[dict[str, str]], list[dict[str, str]]]] = {}
        self._filtered: dict[tuple[object, ...], list[dict[str, str]]] = {}
        handler = type("Handler", (Handler,), {"cbs": self})
        self._server = Server(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def host(self) -> str:
        """Address and port."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    def url(self, version: str = "v3") -> str:
        """Return the base address for `version`."""
        return f"http://{self.host}" if version == "v3" else f"http://{self.host}/odata/v1/CBS"

    def __enter__(self) -> FakeCBS:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def fault(self, table: str, name: str, times: int = 1_000_000) -> None:
        """Let `table` misbehave for the next `times` requests; content faults come with a new publication."""
        assert name in FAULTS, name
        self.faults[table] = (name, times)
        if name not in ("500", "abort", "html", "odata_error", "slow", "truncated"):
            self.publish(table)

    def heal(self, table: str | None = None) -> None:
        """End the fault of `table`, or of all."""
        for name in [table] if table else list(self.faults):
            self.faults.pop(name, None)
            self.publish(name)

    def publish(self, table: str, **changes: Any) -> None:
        """Publish `table` anew: Modified moves on, and `changes` of its fields."""
        old = self.tables[table]
        day = int(old.modified[8:10]) % 28 + 1
        month = int(old.modified[5:7]) % 12 + (day == 1)
        month = int(old.modified[5:7]) if day != 1 else month
        moved = f"{old.modified[:4]}-{min(month, 12):02d}-{day:02d}T02:00:{(int(old.modified[17:19]) + 1) % 60:02d}"
        self.tables[table] = replace(old, modified=moved, **changes)

    # --- what the handler asks ------------------------------------------------------------------------------

    def enter(self, path: str, headers: dict[str, str]) -> None:
        with self._guard:
            self.requests.append(path)
            self.headers.append(headers)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        self.on_request(path)

    def leave(self) -> None:
        with self._guard:
            self._at_once -= 1

    def fault_of(self, table: str) -> str:
        with self._guard:
            name, times = self.faults.get(table, ("", 0))
            if not name:
                return ""
            if times <= 1:
                del self.faults[table]
            else:
                self.faults[table] = (name, times - 1)
            return name

    def observed(self, table: FakeTable, filter_: str) -> list[dict[str, str]]:
        """Return the observations that v4 has: it leaves out a cell without a figure, and keeps an impossible one."""
        topics = {topic.measure(at): topic.title for at, topic in enumerate(table.topics, start=1)}
        wide = replace(table, dims=(*table.dims, shapes.measures(table)))
        found = self.selected(wide, filter_, padded=False)
        with self._guard:
            if id(found) not in self._observed:
                left = [row for row in found if table.hole(row, topics[row["Measure"]]) != "not_available"]
                self._observed = dict([*self._observed.items()][-7:]) | {id(found): (found, left)}
            return self._observed[id(found)][1]

    def selected(self, table: FakeTable, filter_: str, padded: bool) -> list[dict[str, str]]:
        """Return the combinations that `filter_` lets through, cached for the pages that follow."""
        key = (table.id, table.dims, table.rows_gone, padded, filter_)
        with self._guard:
            if key not in self._filtered:
                while len(self._filtered) > 7:
                    self._filtered.pop(next(iter(self._filtered)))
                self._filtered[key] = list(chosen(table, filter_, padded=padded))
            return self._filtered[key]
