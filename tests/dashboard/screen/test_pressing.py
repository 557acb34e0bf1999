"""What is pressed in the HTML of a page reaches the session: every press once, and nothing that no button says."""

from __future__ import annotations

import html
import json
import random
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.composition.site import page
from dashboard.screen import meeting
from snapshot.read import Snapshot
from tests.apps import run, through_the_router

TURN = "toon:benefits-share:"


@pytest.fixture(autouse=True)
def _open(snapshot_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(snapshot_folder))
    through_the_router(monkeypatch)


def text(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def buttons(app: AppTest, kind: str) -> list[str]:
    found = [html.unescape(one) for one in re.findall(r'data-press="([^"]+)"', text(app))]
    return [one for one in found if one.startswith(f"{kind}:")]


def press(app: AppTest, told: str) -> AppTest:
    return app.text_input(key="gedrukt").set_value(told).run()


def on_list(app: AppTest) -> list[str]:
    found = re.search(r'data-items="([^"]*)"', text(app))
    assert found
    items: list[str] = json.loads(html.unescape(found[1]))
    return items


def away_and_back(app: AppTest) -> None:
    """Go to another page and back, as the menu does: it drops what no widget is bound to."""
    app.query_params.pop("toon-benefits-share", None)
    app.switch_page("pages/bevolking.py").run()
    assert "toon-benefits-share" not in app.query_params
    app.switch_page("pages/uitkeringen.py").run()


def figures_as_table(app: AppTest) -> int:
    return text(app).count('<table class="mg-table">')


def test_quick_presses_count_each_once_whatever_the_field_repeats(snapshot: Snapshot) -> None:
    app = run(page("uitkeringen"), {"gemeente": ["Rheden"]})
    first, second, third, *_ = buttons(app, "lijst")
    press(app, f"{first}#100")
    assert on_list(app) == [first.removeprefix("lijst:")]
    press(app, f"{first}#100|{second}#101|{third}#102")  # the first was answered; the others came meanwhile
    assert on_list(app) == [one.removeprefix("lijst:") for one in (first, second, third)]
    press(app, f"{second}#103")
    press(app, f"{second}#103")
    assert on_list(app) == [one.removeprefix("lijst:") for one in (first, third)], "pressed once, taken off once"
    assert app.text_input(key="gedrukt").value == ""
    assert len(meeting.read(on_list(app), snapshot).items) == 2


def test_a_place_is_chosen_and_let_go_and_both_in_one_answer_is_neither() -> None:
    app = run(page("uitkeringen"), {})
    press(app, "plaats:GM0202#1|plaats:GM0275#2")
    assert sorted(app.session_state["gemeente"]) == ["Arnhem", "Rheden"]
    press(app, "plaats:GM0202#3|plaats:GM0202#4")
    assert sorted(app.session_state["gemeente"]) == ["Arnhem", "Rheden"]


def test_a_figure_turns_into_a_table_and_a_page_that_is_come_back_to_remembers_it() -> None:
    app = run(page("uitkeringen"), {})
    assert figures_as_table(app) == 0
    press(app, f"{TURN}Tabel#1")
    assert (figures_as_table(app), app.query_params["toon-benefits-share"]) == (1, "Tabel")
    away_and_back(app)
    assert (figures_as_table(app), app.query_params["toon-benefits-share"]) == (1, "Tabel")
    press(app, f"{TURN}Grafiek#2")
    away_and_back(app)
    assert figures_as_table(app) == 0
    assert "toon-benefits-share" not in app.query_params


def test_an_older_address_turns_it_back() -> None:
    app = run(page("uitkeringen"), {})
    press(app, f"{TURN}Tabel#1")
    del app.query_params["toon-benefits-share"]
    app.run()
    assert figures_as_table(app) == 0


@pytest.mark.parametrize("seed", range(12))
def test_what_no_button_says_is_passed_over(seed: int) -> None:
    draw = random.Random(seed)
    app = run(page("uitkeringen"), {})
    before = text(app)
    kinds = ("lijst", "toon", "plaats", "wis", "", "<script>", "lijst:toon")
    values = (
        "",
        "GM9999",
        "benefits-share:Taart",
        "nergens:Tabel",
        "uitkering-per-gemeente~scheme.taart",
        "x" * 5000,
        "#|#|",
    )
    moments = ("1", "-1", "1e9", "٣", "", "9" * 40)
    told = "|".join(f"{draw.choice(kinds)}:{draw.choice(values)}#{draw.choice(moments)}" for _ in range(8))
    press(app, told)
    assert not app.exception
    assert text(app) == before
