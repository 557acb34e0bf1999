"""Server gone, websocket refused, a file that fails: the page says so in Dutch, with what to do, and goes on by itself."""

from __future__ import annotations

import io
import re
import socket
import threading
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page

from tests.browsing import CHROMIUM, serving, still, visit, visitor

pytestmark = [pytest.mark.browser]
NOTICE = "#mg-notice"
GONE = "Het dashboard antwoordt niet."
REFUSED = "Je netwerk houdt de verbinding met het dashboard tegen."
ENGLISH = re.compile(r"Streamlit|Connection|server is not|internet\?|running")
PATIENCE = 40_000  # milliseconds; the page itself waits ten seconds
OTHER_NAME = "dashboard.example"


class Proxy:
    """A relay of TCP that can refuse what asks for a websocket, as some networks do."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.refusing = True
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            part = client.recv(65536)
            if not part:
                return
            head += part
        if self.refusing and b"upgrade: websocket" in head.lower():
            client.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            client.close()
            return
        server = socket.create_connection(("localhost", self.target))
        if b"upgrade: websocket" not in head.lower():  # one request a connection, so that each can be judged
            head = re.sub(rb"(?i)connection: keep-alive", b"Connection: close", head)
        server.sendall(head)
        threading.Thread(target=_pump, args=(client, server), daemon=True).start()
        _pump(server, client)


def _pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while part := source.recv(65536):
            target.sendall(part)
    except OSError:
        pass
    finally:
        target.close()


def speaks_dutch(page: Page) -> None:
    assert not ENGLISH.search(page.locator("body").inner_text())
    assert page.get_by_role("dialog").count() == 0


def test_a_server_that_goes_and_comes_back(snapshot_folder: Path, chromium: Browser) -> None:
    context = visitor(chromium)
    with serving(snapshot_folder) as (address, process):
        page = visit(context, f"{address}/uitkeringen")
        process.kill()
        process.wait()
        page.locator(NOTICE, has_text=GONE).wait_for(timeout=PATIENCE)
        page.locator(NOTICE, has_text="kun je blijven lezen").wait_for()
        speaks_dutch(page)
        port = int(address.rpartition(":")[2])
        with serving(snapshot_folder, port=port):
            page.locator(NOTICE).wait_for(state="detached", timeout=PATIENCE)
            page.get_by_role("combobox", name="Gemeenten").click()
            page.get_by_role("option", name="Rheden").click()
            page.locator(".mg-kpis", has_text="Bijstand in Rheden").wait_for(timeout=PATIENCE)
    context.close()


@pytest.mark.parametrize("name", ["127.0.0.1", OTHER_NAME])
def test_under_another_name_it_is_dutch_too(name: str, snapshot_folder: Path, chromium: Browser) -> None:
    rules = f"--host-resolver-rules=MAP {OTHER_NAME} 127.0.0.1"
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", rules])
    names = {"STREAMLIT_BROWSER_SERVER_ADDRESS": name, "STREAMLIT_SERVER_ALLOWED_HOSTS": f"localhost {name}"}
    with serving(snapshot_folder, **names) as (address, process):
        page = visit(visitor(browser), f"{address.replace('localhost', name)}/pendel")
        process.kill()
        process.wait()
        page.locator(NOTICE, has_text=GONE).wait_for(timeout=PATIENCE)
        speaks_dutch(page)
    browser.close()


def test_a_network_that_refuses_websockets(dashboard_server: str, chromium: Browser) -> None:
    proxy = Proxy(int(dashboard_server.rpartition(":")[2]))
    context = visitor(chromium)
    page = context.new_page()
    page.goto(f"http://localhost:{proxy.port}/uitkeringen")
    page.locator(NOTICE, has_text=REFUSED).wait_for(timeout=PATIENCE)
    page.locator(NOTICE, has_text=f"localhost:{proxy.port}").wait_for()
    speaks_dutch(page)
    proxy.refusing = False
    page.locator("h1", has_text="Uitkeringen").wait_for(timeout=PATIENCE)
    page.locator(NOTICE).wait_for(state="detached", timeout=PATIENCE)
    context.close()
    proxy.listener.close()


def test_a_page_that_is_served_says_nothing(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/uitkeringen")
    page.wait_for_timeout(12_000)  # longer than the page waits
    assert page.locator(".mg-notice").count() == 0
    context.close()


def test_a_file_that_fails_says_so(snapshot_folder: Path, chromium: Browser, tmp_path: Path) -> None:
    """The typesetter of this server is a module that fails."""
    (tmp_path / "typst.py").write_text("def compile(*_, **__):\n    raise RuntimeError('no')\n", encoding="utf-8")
    context = visitor(chromium)
    with serving(snapshot_folder, PYTHONPATH=str(tmp_path)) as (address, _):
        page = visit(context, f"{address}/vergadering?lijst=spanning")
        page.get_by_role("button", name="PDF").click()
        page.locator(".mg-notice", has_text="Dit bestand kan nu niet worden gemaakt.").wait_for(timeout=PATIENCE)
        assert "Failed" not in page.locator("body").inner_text()
    context.close()


def test_a_file_of_a_card_that_fails_says_so_and_the_others_come(
    snapshot_folder: Path, chromium: Browser, tmp_path: Path
) -> None:
    """The drawing library of this server is a module that fails."""
    (tmp_path / "vl_convert.py").write_text("def __getattr__(name):\n    raise RuntimeError('no')\n", encoding="utf-8")
    context = visitor(chromium)
    with serving(snapshot_folder, PYTHONPATH=str(tmp_path)) as (address, _):
        page = visit(context, f"{address}/uitkeringen")
        page.locator("[class*='st-key-figuur-']").get_by_role("button", name="Meenemen").first.click()
        page.get_by_role("link", name="Afbeelding", exact=True).click()
        page.locator(".mg-notice", has_text="Dit bestand kan nu niet worden gemaakt.").wait_for(timeout=PATIENCE)
        with page.expect_download() as waiting:
            page.get_by_role("link", name="Excel", exact=True).click()
        assert load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes())).worksheets
    context.close()


def test_a_note_with_an_emoji_says_what_the_pdf_does_and_the_pdf_comes(
    dashboard_server: str, chromium: Browser
) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/vergadering?lijst=spanning~notitie.Let op %F0%9F%98%80 bel%07")
    page.get_by_text("De PDF kan 😀 niet tonen.").wait_for(timeout=PATIENCE)
    page.get_by_text("Een teken van deze notitie kon niet worden bewaard.").wait_for()
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="PDF").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF")
    still(page)
    assert page.locator(".mg-notice").count() == 0
    context.close()
