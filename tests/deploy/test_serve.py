"""The production start as a visitor meets it: nginx before two processes and snapshots in S3, through what can go wrong."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser

from benchmarks.buckets import Service
from benchmarks.outage import ITEM, Site, drill, site
from dashboard.about.statement import KEPT
from deploy.serve import closed, told_closed
from tests.browsing import still, visit, visitor
from tests.helpers import finished, nginx

pytestmark = [pytest.mark.slow]
HTML = {"Accept": "text/html", "Accept-Encoding": "gzip"}


@pytest.fixture(scope="module")
def running(s3: Service, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    nginx()
    with site(tmp_path_factory.mktemp("site"), s3, 2) as opened:
        yield opened


def test_a_visitor_stays_with_one_process_by_a_cookie_that_says_nothing(running: Site) -> None:
    first = requests.get(running.address, headers=HTML, timeout=10)
    assert first.status_code == 200
    assert len(first.cookies["mg_place"]) == 32
    again = requests.get(running.address, headers=HTML, cookies=first.cookies, timeout=10)
    assert "mg_place" not in again.cookies, "it keeps the one that it has"
    assert requests.get(running.address, headers=HTML, timeout=10).cookies["mg_place"] != first.cookies["mg_place"]


def test_what_is_sent_is_compressed_and_files_are_kept(running: Site) -> None:
    page = requests.get(running.address, headers=HTML, timeout=10)
    assert page.headers["Content-Encoding"] == "gzip"
    script = page.text.split('src="./static/js/')[1].split('"')[0]
    for _ in range(2):
        sent = requests.get(f"{running.address}/static/js/{script}", headers=HTML, timeout=10)
        assert sent.headers["Content-Encoding"] == "gzip"
        assert "max-age=31536000" in sent.headers["Cache-Control"]
        assert sent.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in sent.headers


def test_the_proxy_keeps_the_doors_closed_too(running: Site) -> None:
    for path in ("ready", "_stcore/metrics", "metrics"):
        answer = requests.get(f"{running.address}/{path}", timeout=10)
        assert "dashboard_" not in answer.text, path
        assert path == "metrics" or answer.status_code == 404
    assert requests.post(running.address, data=b"x" * 1_100_000, timeout=10).status_code == 413
    assert requests.get(running.address, headers={"Host": "example.org"}, timeout=10).status_code == 421
    assert requests.get(running.address, headers=HTML, timeout=10).headers["Server"] == "nginx", "without a version"


@pytest.mark.browser
def test_a_visitor_reads_on_while_every_process_is_restarted(running: Site, chromium: Browser) -> None:
    context = visitor(chromium)
    page = visit(context, f"{running.address}/uitkeringen?gemeente=Arnhem&gemeente=Rheden&lijst={ITEM}")
    choice = page.locator(".mg-choice").inner_text()
    assert "Arnhem" in choice
    asked, serves = page.evaluate("window.asked"), running.serving(running.ports[0])
    for port in running.ports:
        process = running.process(port)
        process.kill()
        process.wait(10)
        running.wait(serves)
    page.wait_for_function(f"() => window.asked > {asked}")
    still(page)
    assert page.locator(".mg-choice").inner_text() == choice
    assert f"lijst={ITEM}" in page.url
    page.get_by_role("button", name="Meenemen").nth(1).click()  # the first is for the whole page
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV voor Excel").first.click()
    assert "Arnhem" in Path(waiting.value.path()).read_text(encoding="utf-8"), "whatever process has the file"
    page.keyboard.press("Escape")
    page.locator('[data-testid="stTopNavSection"]', has_text="Agenda").click()
    page.get_by_role("menuitem", name="Vergaderlijst").click()
    page.locator("h1", has_text="Vergaderlijst").wait_for()
    still(page)
    page.get_by_role("heading", name="1. ").first.wait_for()  # the list has its figure
    kept = {cookie["name"]: cookie["expires"] for cookie in context.cookies()}
    assert kept == {"_streamlit_xsrf": -1, "mg_place": -1}, "and nothing else, until the browser closes"
    assert set(kept) <= {name for name, _ in KEPT}, "the page on privacy names each"
    context.close()


def test_a_killed_process_a_new_snapshot_and_a_store_that_stops_cost_no_session(running: Site, s3: Service) -> None:
    found = finished(drill(running, s3, 8))
    assert (found.lost, found.faults) == (0, 0)
    assert len(found.back_s) + len(found.again_s) >= 8, "of two processes each was killed"
    assert found.published_s < 60
    s3.start()  # for who comes after


def test_while_nothing_answers_a_page_says_so_in_dutch(running: Site) -> None:
    for port in running.ports:
        running.process(port).kill()
    answer = requests.get(running.address, headers=HTML, timeout=60)
    assert answer.status_code == 502
    assert "Het dashboard is even niet bereikbaar" in answer.text
    assert answer.headers["Retry-After"] == "20"
    assert "frame-ancestors" in answer.headers["Content-Security-Policy"]
    end = time.monotonic() + 120
    while requests.get(running.address, headers=HTML, timeout=60).status_code != 200:  # they are started again
        assert time.monotonic() < end
        time.sleep(0.5)


def test_a_folder_that_nginx_may_not_enter_is_named(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "deploy" / "pages").mkdir(parents=True)
    tmp_path.chmod(0o755)
    way_there = closed(tmp_path)  # the folder of a test run may itself be closed
    project.chmod(0o700)
    assert closed(project / "deploy" / "pages") == (way_there or project)
    project.chmod(0o755)
    assert closed(project / "deploy" / "pages") == way_there
    project.chmod(0o700)
    told = told_closed(project / "deploy" / "pages")
    if os.geteuid() == 0:
        assert f"chmod o+x {way_there or project}" in told
    else:
        assert told == "", "who starts nginx reads as himself"
