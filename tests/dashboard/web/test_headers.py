"""The headers of a real server: the policy holds in the browser, and a setting says who may frame the page."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, expect

from benchmarks.serving import free_port
from dashboard.web.headers import frame_ancestors, hashes, policy
from snapshot.errors import SettingUnreadable
from tests.browsing import VIOLATIONS, arrive, serving, visitor

pytestmark = [pytest.mark.slow]
TLS = {"X-Forwarded-Proto": "https", "Accept": "text/html"}  # as the proxy on this machine says it


@contextmanager
def site(inside: str) -> Iterator[str]:
    """Run the site of a municipality, one page that shows `inside` in a frame; give its address."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<iframe width=900 height=600 src='{inside}/privacy'></iframe>".encode())

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_every_kind_of_answer_carries_the_headers(dashboard_server: str) -> None:
    script = requests.get(dashboard_server, timeout=10).text.split('src="./static/js/')[1].split('"')[0]
    for path in ("", "uitkeringen?gemeente=Arnhem", f"static/js/{script}", "_stcore/health", "_stcore/metrics"):
        headers = requests.get(f"{dashboard_server}/{path}", headers={"Accept": "text/html"}, timeout=10).headers
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "same-origin"
        assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
        assert "Strict-Transport-Security" not in headers, "without encryption it would lock visitors out"


def test_behind_tls_the_browser_is_told_to_stay_there_and_cookies_too(dashboard_server: str) -> None:
    found = requests.get(f"{dashboard_server}/_stcore/health", headers=TLS, timeout=10).headers
    assert found["Strict-Transport-Security"] == "max-age=31536000"
    assert found["Set-Cookie"].endswith("; Secure")
    assert "Secure" not in requests.get(f"{dashboard_server}/_stcore/health", timeout=10).headers["Set-Cookie"]


def test_the_policy_allows_no_script_but_by_hash(dashboard_server: str) -> None:
    answer = requests.get(dashboard_server, headers=TLS, timeout=10)
    allowed = next(
        part for part in answer.headers["Content-Security-Policy"].split("; ") if part.startswith("script-src")
    )
    assert "unsafe-inline" not in allowed
    assert "'unsafe-eval'" not in allowed.split()
    assert {part for part in allowed.split() if part.startswith("'sha256-")} == set(hashes(answer.text))
    assert len(hashes(answer.text)) == 3


def test_a_hash_is_of_the_code_alone_and_once() -> None:
    once = "<script>\n  a = 1\n</script>"
    assert hashes(once + '<script type="module" src="x.js"></script>' + once) == hashes(once)
    # from the text of the standard: printf %s "doSomething();" | openssl dgst -sha256 -binary | base64
    assert hashes("<script>doSomething();</script>") == ("'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='",)


@pytest.mark.parametrize(
    "wrong", ["www.example.nl", "https://example.nl/pad", "*", "https://a.nl; script-src *", "'none'", "https://*"]
)
def test_a_setting_that_is_no_origin_is_refused(wrong: str) -> None:
    with pytest.raises(SettingUnreadable, match="FRAME_ANCESTORS"):
        frame_ancestors({"FRAME_ANCESTORS": f"https://www.example.nl {wrong}"})
    assert policy((), ()).endswith("frame-ancestors 'self'")


@pytest.mark.browser
def test_the_browser_refuses_what_the_policy_does_not_allow(dashboard_server: str, chromium: Browser) -> None:
    page = visitor(chromium).new_page()
    page.add_init_script(VIOLATIONS)
    arrive(page, f"{dashboard_server}/privacy")
    assert page.evaluate("window.violations") == []
    page.evaluate("""() => {
        const inline = document.createElement('script');
        inline.textContent = 'window.ran = true';
        document.body.append(inline);
        const button = document.createElement('button');
        button.setAttribute('onclick', 'window.ran = true');
        button.click();
        new Image().src = 'https://example.org/pixel.png';
    }""")
    page.wait_for_function("() => window.violations.length === 3")
    assert page.evaluate("window.ran") is None
    refused = set(page.evaluate("window.violations"))
    assert refused == {"script-src-elem inline", "script-src-attr inline", "img-src https://example.org/pixel.png"}
    page.context.close()


@pytest.mark.browser
def test_a_named_site_may_frame_the_page_and_another_may_not(
    snapshot_folder: Path, dashboard_server: str, chromium: Browser
) -> None:
    port = free_port()
    with site(dashboard_server) as other:
        page = visitor(chromium).new_page()
        with page.expect_event("console", lambda message: "frame-ancestors" in message.text):
            page.goto(other)
        assert page.frame_locator("iframe").locator(".mg-title").count() == 0
    with site(f"http://localhost:{port}") as named, serving(snapshot_folder, port=port, FRAME_ANCESTORS=named):
        page.goto(named)
        expect(page.frame_locator("iframe").locator(".mg-title h1")).to_have_text("Privacy")
    page.context.close()
