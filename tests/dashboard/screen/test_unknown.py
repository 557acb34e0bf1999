"""What is not known of a choice stands in one line a question, with what a reader needs of it, and is drawn nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.asking.queries import municipalities, priority_sectors
from dashboard.composition import catalogue
from dashboard.composition.site import page
from dashboard.figure.core import Figure
from dashboard.figure.unknown import why_unknown
from dashboard.screen import card
from snapshot.read import Snapshot
from tests.apps import run, through_the_router

FILTERED = ("uitkeringen", "bevolking", "sectoren")  # pages of figures with a number a municipality


def lines(app: AppTest) -> list[str]:
    """Return what stands on the page as not known."""
    return [fold.label for fold in app.expander if fold.label.startswith("Niet bekend: ")]


def drawn_of_nothing(path: str, values: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], AppTest]:
    """Return the figures of which a chart is drawn in which nothing of the choice can be seen, and the page."""
    made: dict[str, tuple[Figure, Any]] = {}
    build = card.built

    def built(builder: Any, snapshot: Snapshot, selection: Any, options: Any) -> Figure:
        figure = build(builder, snapshot, selection, options)
        made[figure.alt] = (figure, card.declaration(builder).asked(selection))
        return figure

    app = run(page(path), values)  # which opens the overview first
    with monkeypatch.context() as patch:
        patch.setattr(card, "built", built)
        app.run()
    assert not app.exception
    charts = {
        getattr(chart.proto, "alt", "") for kind in ("vega_lite_chart", "plotly_chart") for chart in app.get(kind)
    }
    drawn = [one for one in made.values() if one[0].alt in charts]
    assert drawn, "the page draws a chart of its figures"
    return [figure.id for figure, selection in drawn if why_unknown(figure, selection)], app


def selections(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Return every municipality and every sector alone, and what a place with secrets can be asked besides."""
    towns = list(municipalities(snapshot).values())
    alone = [{"gemeente": [town]} for town in towns] + [
        {"sector": sector} for sector in priority_sectors(snapshot).values()
    ]
    secret = [{"gemeente": ["Rozendaal"], "vergelijk": "Niets"}, {"gemeente": ["Rozendaal"], "beeld": "Kaart"}]
    return [*alone, *secret, *({"gemeente": ["Rozendaal"], "uitkering": one} for one in ("WIA", "Wajong", "WW"))]


@pytest.mark.parametrize("path", FILTERED)
def test_no_chart_is_drawn_in_which_nothing_of_a_choice_can_be_seen(
    path: str, snapshot: Snapshot, snapshot_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(snapshot_folder))
    through_the_router(monkeypatch)
    told = 0
    for values in selections(snapshot):
        nothing, app = drawn_of_nothing(path, values, monkeypatch)
        assert nothing == [], values
        told += len(lines(app))
    assert (told > 0) == (path == "uitkeringen")


def test_a_line_says_what_of_whom_and_why_with_source_table_and_list(
    snapshot_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(snapshot_folder))
    through_the_router(monkeypatch)
    app = run(page("uitkeringen"), {"gemeente": ["Rozendaal"], "uitkering": "WIA"})
    assert lines(app) == [
        "Niet bekend: ‘WIA per gemeente’ voor Rozendaal (geheim)",
        "Niet bekend: ‘Vier uitkeringen per gemeente’ voor Rozendaal (geheim of niet beschikbaar)",
    ]
    (fold,) = [one for one in app.expander if one.label.startswith("Niet bekend: ‘WIA")]
    told = " ".join(str(one.proto.body) for one in fold.get("html"))
    assert "In Rozendaal is het aandeel WIA om privacy geheim" in told
    assert all(part in told for part in ("UWV", "Uitleg en bron", "mg-table"))
    assert "Op de lijst" in told
    assert 'data-press="toon' not in told, "there is no chart of nothing to go back to"
    assert app.get("button_group"), "who reads it can still choose another benefit"
    other = run(page("uitkeringen"), {"gemeente": ["Rozendaal", "Rheden"], "uitkering": "WIA"})
    assert lines(other) == [], "of one of the two there is a number"


def test_a_word_that_stands_for_a_number_is_known(snapshot: Snapshot) -> None:
    """N.t.b. and PM are what the budget says, and no number of a plan is expected: such figures are drawn."""
    for declared in catalogue.on_page("begroting"):
        if declared.name in ("financiering", "begroting-vooruit"):
            options = declared.defaults
            assert (
                why_unknown(declared.builder(snapshot, catalogue.Selection(), **options), catalogue.Selection()) == ""
            )


@pytest.mark.slow
@pytest.mark.parametrize("path", FILTERED)
def test_series_and_files_draw_nothing_of_nothing_either(
    path: str, live_and_files: Snapshot, files_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(files_folder))
    through_the_router(monkeypatch)
    secret = [
        {"gemeente": ["Rozendaal"], "reeks": "WAO, personen", "reeksbeeld": shown} for shown in ("Index", "Aantal")
    ]
    for values in [*selections(live_and_files), *secret]:
        nothing, app = drawn_of_nothing(path, values, monkeypatch)
        assert nothing == [], values
        if "reeks" in values and path == "uitkeringen":
            assert "Niet bekend: ‘Inwoners met WAO’ voor Rozendaal (geheim)" in lines(app)
            assert app.selectbox(key="reeks").value == "WAO, personen"
