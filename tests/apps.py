"""The dashboard run without a browser: a page with values in its address."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from dashboard.composition.site import PageInfo
from tests.helpers import ROOT

SELECTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"gemeente": ["Arnhem"]},
    {"gemeente": ["Rozendaal", "Rheden", "Duiven", "Doesburg", "Arnhem"], "vergelijk": "Nederland"},
    {"sector": "Zorg", "vergelijk": "Niets"},
    {"gemeente": ["Atlantis", "x" * 5000], "sector": "<script>alert(1)</script>", "vergelijk": "'; DROP TABLE"},
)


def through_the_router(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test run pages through app.py: AppTest forgets at each run that st.navigation is in charge."""
    start = PagesManager.__init__

    def started(manager: PagesManager, *args: Any, **named: Any) -> None:
        start(manager, *args, **named)
        PagesManager.uses_pages_directory = False

    monkeypatch.setattr(PagesManager, "__init__", started)


def run(info: PageInfo, selection: dict[str, Any]) -> AppTest:
    """Open the dashboard with these values in the address, on this page."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in selection.items():
        app.query_params[name] = value
    app.run()
    if info.path:
        app.switch_page(f"pages/{info.file}.py").run()
    return app
