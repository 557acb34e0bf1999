"""Every page through the router, with every kind of selection: no exception, and every card complete."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.composition.site import PageInfo
from tests.apps import SELECTIONS, run, through_the_router
from tests.dashboard.screen.opening import opened
from tests.helpers import SHOWN


@pytest.fixture(autouse=True)
def _serve(snapshot_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(snapshot_folder))
    through_the_router(monkeypatch)


@pytest.mark.parametrize("info", SHOWN, ids=lambda info: info.file)
@pytest.mark.parametrize("selection", SELECTIONS, ids=("nothing", "one", "five", "sector", "hostile"))
def test_a_page_draws_without_exception_and_with_one_title(info: PageInfo, selection: dict[str, Any]) -> None:
    app = run(info, selection)
    assert not app.exception
    assert not [warning.value for warning in app.warning]
    bodies = [element.proto.body for element in app.get("html")]
    assert sum("<h1>" in body for body in bodies) == 1


@pytest.mark.parametrize("info", SHOWN, ids=lambda info: info.file)
def test_each_chart_has_alternative_text_and_each_card_a_source_and_downloads(info: PageInfo) -> None:
    app = run(info, {})
    charts = [*app.get("vega_lite_chart"), *app.get("plotly_chart")]
    assert all(chart.proto.alt for chart in charts)
    bodies = [element.proto.body for element in app.get("html")]
    heads = sum('class="mg-head"' in body for body in bodies)
    assert sum("Bron: " in body and "Status: " in body for body in bodies) >= heads
    assert sum(opened(body).count('class="mg-file"') for body in bodies) >= 3 * heads


def test_a_choice_of_municipalities_is_the_same_in_every_order() -> None:
    page = next(info for info in SHOWN if info.path == "uitkeringen")
    shown = []
    for names in (["Rheden", "Arnhem", "Duiven"], ["Duiven", "Rheden", "Arnhem", "Rheden"]):
        app = run(page, {"gemeente": names})
        bodies = [element.proto.body for element in app.get("html")]
        shown.append(
            (app.session_state["selection"], [body for body in bodies if 'id="delen"' not in body])
        )  # but links
    assert shown[0] == shown[1]
    assert shown[0][0].municipalities == ("GM0202", "GM0226", "GM0275")
