"""What is made ahead is what the pages show: after it a first visitor makes nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.asking.memory import MEMORY, Key, size_of
from dashboard.composition.availability import is_shown
from dashboard.composition.site import PAGES
from dashboard.screen import warming
from dashboard.screen.session import current_snapshot
from dashboard.screen.warming import warm
from snapshot.read import Snapshot
from tests.apps import through_the_router
from tests.helpers import ROOT

SMALL = 1000  # bytes: the name of a province is no work
CHOSEN = {"wijzigingen"}  # compares the snapshots that its reader chooses


@pytest.fixture(params=["agenda", pytest.param("agenda and series", marks=pytest.mark.slow)])
def _serve(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    folder: Path = request.getfixturevalue("snapshot_folder" if request.param == "agenda" else "live_folder")
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(folder))
    through_the_router(monkeypatch)


@pytest.mark.usefixtures("_serve")
def test_a_first_visitor_of_any_page_makes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    warm(current_snapshot())
    made: list[str] = []
    get = MEMORY.get

    def noted(key: Key, make: Callable[[], object]) -> object:
        def making() -> object:
            value = make()
            if size_of(value) > SMALL:
                made.append(f"{key.function.__qualname__} {key.arguments} {key.named}")
            return value

        return get(key, making)

    monkeypatch.setattr(MEMORY, "get", noted)
    for info in PAGES:
        if info.path not in CHOSEN and is_shown(current_snapshot(), info):
            app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
            app.run()
            if info.path:
                app.switch_page(f"pages/{info.file}.py").run()
            assert not app.exception
            assert not made, f"{info.file} made {made}"


def test_warming_waits_while_a_page_is_made_for_a_visitor(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    moments: list[float] = []

    def note(*_: object) -> None:
        moments.append(time.monotonic())

    def stop(*_: object) -> None:
        note()
        raise SystemExit  # what comes after is not asked here

    visitor = threading.Thread(target=time.sleep, args=(0.6,), name=f"{warming.RUNNING}.scriptThread")
    visitor.start()
    monkeypatch.setattr(warming, "shown_paths", note)
    monkeypatch.setattr(warming, "highlights", stop)
    with pytest.raises(SystemExit):
        warming.warm(snapshot)
    assert not visitor.is_alive()
    assert moments[1] - moments[0] > 0.4
