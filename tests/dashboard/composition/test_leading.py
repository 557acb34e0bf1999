"""One choice of a benefit leads the others: bars, map, series, the Netherlands, and the comparison of regions on another page."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.figure import choices
from dashboard.subjects.benefits import benefits, benefits_national, benefits_series
from dashboard.subjects.regions import regions
from tests.apps import through_the_router
from tests.helpers import ROOT

pytestmark = [pytest.mark.slow]
WORDS = {"WIA": ("WGA, personen", "WGA"), "Wajong": ("Wajong, personen", "Wajong"), "WW": ("WW, personen", "WW")}


def test_every_benefit_leads_to_one_of_each_series() -> None:
    for lead in choices.SCHEME.leads:
        assert set(lead.codes) == set(benefits.SCHEME.codes)
    assert set(choices.OF_CBS.values()) <= set(benefits_series.SCHEMES) & set(regions.NAMES)
    of_country = benefits_national.SCHEME.codes
    assert set(choices.OF_COUNTRY.values()) == set(of_country)
    opens = benefits.SCHEME.codes[0]
    assert (choices.OF_CBS[opens], choices.OF_COUNTRY[opens]) == (benefits_series.SCHEMES[0], of_country[0]), (
        "the page opens with one benefit"
    )


def test_a_benefit_that_is_chosen_is_shown_over_time_and_beside_other_regions(
    live_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(live_folder))
    through_the_router(monkeypatch)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.switch_page("pages/uitkeringen.py").run()
    for benefit, (series, beside) in WORDS.items():
        app.get("button_group")[_place(app, "uitkering")].set_value(benefit)
        app.run()
        assert not app.exception
        assert app.selectbox(key="reeks").value == series
        assert app.session_state["soort"] == beside
        assert app.session_state["landelijk"] == benefit
    app.selectbox(key="reeks").set_value("WAO, personen").run()
    assert app.selectbox(key="reeks").value == "WAO, personen", "each can still be chosen by itself"
    app.switch_page("pages/regiovergelijking.py").run()
    assert app.session_state["soort"] == "WW"


def test_an_address_that_names_the_benefit_alone_shows_it_in_every_card(
    live_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(live_folder))
    through_the_router(monkeypatch)
    for benefit, (series, _) in WORDS.items():
        assert _opened(uitkering=benefit) == (benefit, series, benefit)
    assert _opened(uitkering="WIA", landelijk="WW") == ("WIA", "WGA, personen", "WW"), "unless it says otherwise"
    assert _opened(uitkering="WIA", landelijk="Bijstand") == ("WIA", "WGA, personen", "Bijstand")
    assert _opened(uitkering="WIA", reeks="WAO, personen") == ("WIA", "WAO, personen", "WIA")


def _opened(**address: str) -> tuple[str, str, str]:
    """Return what is chosen where this address is opened: of the benefit, its series, and that of the country."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params.update(address)
    app.run()
    app.switch_page("pages/uitkeringen.py").run()
    assert not app.exception
    chosen = {group.key: group.value for group in app.get("button_group")}
    return chosen["uitkering"], str(app.selectbox(key="reeks").value), chosen["landelijk"]


def _place(app: AppTest, key: str) -> int:
    return next(place for place, group in enumerate(app.get("button_group")) if group.key == key)
