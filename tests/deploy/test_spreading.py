"""Every process gets as many visitors as any other, and who lost one spreads over all that are left."""

from __future__ import annotations

import http.client
import random
import shutil
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import uuid4

import pytest

from benchmarks.serving import free_port
from deploy.proxy import Proxy
from tests.helpers import ROOT, nginx

pytestmark = [pytest.mark.slow]
PROCESSES, EACH = 16, 500
TABLES = 24  # addresses from which visitors come


class Process(ThreadingHTTPServer):
    """A process that answers with its own port."""

    daemon_threads = True
    is_dead = False  # then it answers on no connection that is still open either

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    server: Process

    def do_GET(self) -> None:
        if self.server.is_dead:
            self.close_connection = True
            return
        told = str(self.server.server_address[1]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def working() -> Iterator[Process]:
    with Process() as process:
        threading.Thread(target=process.serve_forever, daemon=True).start()
        try:
            yield process
        finally:
            process.shutdown()


def asked(port: int, visitors: list[str], source: str) -> list[str]:
    """Return the process of each visitor, who come one after the other from `source`."""
    found = []
    connection = http.client.HTTPConnection("127.0.0.1", port, source_address=(source, 0), timeout=30)
    for visitor in visitors:
        connection.request("GET", "/", headers={"Cookie": f"mg_place={visitor}", "Host": "localhost"})
        answer = connection.getresponse()
        found.append(answer.read().decode())
        assert answer.status == 200, found[-1]
    connection.close()
    return found


@contextmanager
def before(processes: list[Process]) -> Iterator[int]:
    """Run nginx before these processes, as make serve does; give its port."""
    program, port = nginx(), free_port()
    folder = ROOT / "build" / f"spread-{port}"  # where nginx may write too after it gave up the rights of root
    folder.mkdir(parents=True)
    proxy = Proxy([f"127.0.0.1:{one.server_address[1]}" for one in processes], str(folder), port=port)
    configuration = folder / "nginx.conf"
    configuration.write_text(proxy.configuration(), encoding="utf-8")
    running = subprocess.Popen([program, "-p", str(folder), "-c", str(configuration), "-g", "daemon off;"])
    try:
        end = time.monotonic() + 20
        while True:
            try:
                asked(port, [uuid4().hex], "127.9.9.9")
            except OSError:
                assert time.monotonic() < end
                time.sleep(0.05)
            else:
                break
        yield port
    finally:
        running.terminate()
        running.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def all_of(port: int, visitors: list[str], network: int) -> dict[str, str]:
    """Return the process of each visitor; they come from many addresses, for one may not ask so often."""
    tables = [visitors[place::TABLES] for place in range(TABLES)]
    sources = [f"127.{network}.0.{place + 1}" for place in range(TABLES)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(asked, [port] * TABLES, tables, sources))
    return {
        name: at for table, places in zip(tables, found, strict=True) for name, at in zip(table, places, strict=True)
    }


def test_each_process_gets_its_share_and_those_of_a_dead_one_go_to_all_others() -> None:
    draw = random.Random(28)  # where a visitor goes follows from its cookie: these spread as they spread now
    visitors = [draw.randbytes(16).hex() for _ in range(PROCESSES * EACH)]
    with ExitStack() as stack:
        processes = [stack.enter_context(working()) for _ in range(PROCESSES)]
        port = stack.enter_context(before(processes))
        first = all_of(port, visitors, 1)
        counts = Counter(first.values())
        assert len(counts) == PROCESSES
        assert max(counts.values()) < 1.12 * EACH, (
            "160 points on a ring for each give the busiest 1.06 to 1.2 times its share"
        )

        dead = processes[0]
        dead.is_dead = True
        dead.shutdown()
        dead.server_close()
        lost = [name for name, at in first.items() if at == str(dead.server_address[1])]
        others = [name for name in visitors if name not in set(lost)][: 4 * EACH]
        after = all_of(port, lost + others, 2)
        assert all(after[name] == first[name] for name in others), "nobody else moves"
        assert max(Counter(after[name] for name in lost).values()) < EACH / 4, "no other gets all of them"
