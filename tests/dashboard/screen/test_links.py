"""Links write every filter and view, and name a snapshot; the page opens what a frozen link names."""

from __future__ import annotations

import html
import os
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.about.questions import contact, question
from dashboard.asking.selection import Selection
from dashboard.screen import links
from dashboard.screen.session import serving
from loaders.build import build
from snapshot import clock, files
from snapshot.read import Snapshot
from tests.apps import through_the_router
from tests.dashboard.screen import opening
from tests.helpers import ROOT, copy_data, replace

PASSED_OVER = "Een keuze in de link bestaat niet en is overgeslagen."
VACANCIES = "AM07,vacancies_arisen,2024,34000,"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A folder with two snapshots: the ids of the older and the newer, which counts 100 vacancies more."""
    folder, data = tmp_path_factory.mktemp("two"), copy_data(tmp_path_factory.mktemp("inputs") / "data")
    older = build(data, folder).id
    replace(data, "mja/midden-gelderland/vacancies.csv", VACANCIES, VACANCIES.replace("34000", "34100"))
    return folder, older, build(data, folder).id


@pytest.fixture(autouse=True)
def _through_the_router(two: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(two[0]))
    through_the_router(monkeypatch)


def opened(page: str, **query: Any) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.run()
    app.switch_page(f"pages/{page}.py")
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def text(app: AppTest) -> str:
    return html.unescape(opening.opened("\n".join(element.proto.body for element in app.get("html"))))


def test_a_link_replaces_the_query_and_keeps_every_value_apart() -> None:
    values = {"gemeente": ["Arnhem", "Rheden"], "sector": [""], "uitkering": ["WW & WIA"]}
    link = links.live("http://host:1/uitkeringen?oud=1#plek", values)
    assert link == "http://host:1/uitkeringen?gemeente=Arnhem&gemeente=Rheden&sector=&uitkering=WW+%26+WIA"


def test_a_frozen_link_adds_the_snapshot_and_its_day(snapshot: Snapshot) -> None:
    query = parse_qs(urlsplit(links.frozen("http://host/pendel", {"beeld": ["Staven"]}, snapshot)).query)
    assert query == {
        "beeld": ["Staven"],
        "momentopname": [snapshot.id],
        "datum": [clock.local_day(snapshot.built_at).isoformat()],
    }


def test_shared_links_write_defaults_too(two: tuple[Path, str, str]) -> None:
    app = opened("uitkeringen")
    live, frozen = re.findall(r'<textarea id="kopie-(?:actueel|bevroren)"[^>]*>(.*?)</textarea>', text(app))
    expected = {
        "gemeente": [""],
        "sector": ["Alle sectoren"],
        "vergelijk": ["Regio en Nederland"],
        "weergave": ["Uitgebreid"],
        "uitkering": ["Bijstand"],
        "beeld": ["Staven"],
        "landelijk": ["Bijstand"],
        **{
            f"toon-{id_}": ["Grafiek"] for id_ in ("benefits-share", "benefits-heat", "jobseekers", "benefits-national")
        },
    }
    assert parse_qs(urlsplit(live).query, keep_blank_values=True) == expected
    assert parse_qs(urlsplit(frozen).query)["momentopname"] == [two[2]]


def test_a_frozen_link_shows_its_own_figures_and_leads_to_the_newest(two: tuple[Path, str, str]) -> None:
    app = opened("vacatures", momentopname=two[1], datum="2026-01-01")
    assert "34.000" in text(app)
    assert "34.100" not in text(app)
    assert "Er zijn nieuwere" in text(app)
    next(button for button in app.button if button.label == "Naar de nieuwste cijfers").click().run()
    assert "34.100" in text(app)
    assert "Er zijn nieuwere" not in text(app)
    assert "momentopname" not in app.query_params


def test_a_frozen_link_to_the_newest_says_nothing(two: tuple[Path, str, str]) -> None:
    app = opened("vacatures", momentopname=two[2])
    assert "34.100" in text(app)
    assert "Er zijn nieuwere" not in text(app)


def test_a_snapshot_that_is_gone_is_named_with_a_way_on() -> None:
    app = opened("vacatures", momentopname="0123456789ab", datum="2020-05-17")
    assert "De cijfers van 17 mei 2020 in deze link (momentopname 0123456789ab) worden niet meer bewaard" in text(app)
    assert "34.100" in text(app)
    next(button for button in app.button if button.label == "Verder met de nieuwste cijfers").click().run()
    assert "worden niet meer bewaard" not in text(app)


@pytest.mark.parametrize("hostile", ["../../etc/passwd", "<script>alert(1)</script>", "x" * 5000, "'; DROP TABLE"])
def test_a_hostile_id_is_ignored_with_the_notice(hostile: str) -> None:
    app = opened("vacatures", momentopname=hostile)
    assert not app.exception
    assert PASSED_OVER in text(app)
    assert "34.100" in text(app)
    assert hostile not in text(app)


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("uitkeringen", {"uitkering": "WAO"}),
        ("uitkeringen", {"beeld": "Taart"}),
        ("uitkeringen", {"toon-benefits-share": "Lijst"}),
        ("uitkeringen", {"weergave": "Lang"}),
        ("uitkeringen", {"gemeente": ["Arnhem", "Atlantis"]}),
        ("uitvoeringsagenda", {"kwartaal": "2031-Q1"}),
        ("begroting", {"detail": "<b>"}),
        ("vergadering", {"presenteren": "ja", "lijst": "spanning"}),
    ],
)
def test_every_choice_that_does_not_exist_is_noticed_until_the_page_is_left(page: str, query: dict[str, Any]) -> None:
    app = opened(page, **query)
    assert not app.exception
    assert text(app).count(PASSED_OVER) == 1
    assert PASSED_OVER in text(app.run())
    app.query_params.clear()  # as the browser does
    app.switch_page("pages/pendel.py")
    assert PASSED_OVER not in text(app.run())
    app.switch_page(f"pages/{page}.py")
    assert PASSED_OVER not in text(app.run())


@pytest.mark.parametrize(
    "query", [{"uitkering": "WW", "beeld": "Kaart", "weergave": "Kort"}, {"uitkering": ""}, {"utm_source": "brief"}]
)
def test_a_choice_that_exists_is_not_noticed(query: dict[str, Any]) -> None:
    assert PASSED_OVER not in text(opened("uitkeringen", **query))


def test_short_shows_one_finding_for_each_figure() -> None:
    app = opened("uitkeringen", weergave="Kort")
    bodies = [element.proto.body for element in app.get("html")]
    assert sum("mg-brief" in body for body in bodies) == 4
    assert any("mg-kpis" in body for body in bodies)
    assert not app.get("vega_lite_chart")


def test_short_is_of_pages_that_can_be_made_long_again() -> None:
    app = opened("uitkeringen", weergave="Kort")
    for page in ("overzicht", "pendel", "overzicht"):
        app.switch_page(f"pages/{page}.py").run()
        has_switch = "weergave" in [group.key for group in app.get("button_group")]
        is_short = any("mg-brief" in element.proto.body for element in app.get("html"))
        assert (has_switch, is_short) == ((False, False) if page == "overzicht" else (True, True))
        assert bool(app.get("vega_lite_chart")) == (page == "overzicht")


def test_a_question_holds_figure_filters_and_snapshot(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard.subjects.benefits.benefits import share_by_municipality

    figure = share_by_municipality(snapshot, Selection())
    address = question(figure, to="onderzoek@voorbeeld.nl", selection="Gemeenten: Arnhem", link="http://h/?a=1&b=2")
    parts = urlsplit(address)
    body = parse_qs(parts.query)["body"][0]
    assert (parts.scheme, parts.path) == ("mailto", "onderzoek@voorbeeld.nl")
    for words in (figure.title, "Gemeenten: Arnhem", snapshot.id, "http://h/?a=1&b=2"):
        assert words in body
    for setting, found in (("a@b.nl", "a@b.nl"), ("a@b.nl?bcc=x@y.nl", ""), ("geen adres", ""), ("", "")):
        monkeypatch.setenv("CONTACT_EMAIL", setting)
        assert contact() == found


# --- snapshots that are damaged or go ------------------------------------------------------------------------


@pytest.fixture
def three(tmp_path: Path, two: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str, str, str]:
    """A folder of its own with three snapshots, oldest first."""
    folder = Path(shutil.copytree(two[0], tmp_path / "three"))
    data = copy_data(tmp_path / "data")
    replace(data, "mja/midden-gelderland/vacancies.csv", VACANCIES, VACANCIES.replace("34000", "34200"))
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(folder))
    return folder, two[1], two[2], build(data, folder).id


def spoil(folder: Path, snapshot_id: str) -> None:
    """Cut the file of a snapshot in half."""
    path = folder / f"{snapshot_id}.duckdb"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def offered(app: AppTest) -> str:
    """Return the snapshots that the page of changes offers to compare."""
    return str([found.options for found in app.selectbox if found.label.endswith("momentopname")])


def test_a_frozen_link_to_a_damaged_snapshot_says_so(three: tuple[Path, str, str, str]) -> None:
    spoil(three[0], three[1])
    app = opened("vacatures", momentopname=three[1], datum="2026-01-01")
    assert not app.exception
    assert "kunnen niet worden gelezen: het bestand is beschadigd" in text(app)
    assert "niet meer bewaard" not in text(app)
    assert "34.200" in text(app)
    assert "De nieuwste momentopname" not in text(app), "the newest is sound"
    next(button for button in app.button if button.label == "Verder met de nieuwste cijfers").click().run()
    assert "beschadigd" not in text(app)


def test_a_damaged_newest_is_told_in_the_foot_of_every_page(three: tuple[Path, str, str, str]) -> None:
    spoil(three[0], three[3])
    for page in ("vacatures", "bronnen", "wijzigingen"):
        app = opened(page)
        assert not app.exception
        assert f"De nieuwste momentopname ({three[3]}) is beschadigd en kan niet worden gelezen." in text(app)


@pytest.mark.usefixtures("three")
def test_a_frozen_link_says_until_when_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TODAY", "2026-11-24")
    app = opened("pendel")
    app.session_state["deel"] = True
    app.run()
    assert "Werkt zeker tot en met 29 december 2027." in text(app)


@pytest.mark.usefixtures("three")
def test_the_page_of_changes_begins_with_what_changed_in_three_sentences() -> None:
    app = opened("wijzigingen")
    first = next(str(one.proto.body) for one in app.get("html") if "Wat veranderde?" in str(one.proto.body))
    told = re.findall(r"<p>(.*?)</p>", first)
    assert 1 < len(told) <= 3
    assert told[0].startswith("1 bijgesteld cijfer tussen ")
    assert "nu 34.200" in told[1]


def test_the_page_of_changes_lives_on_when_a_chosen_snapshot_goes(three: tuple[Path, str, str, str]) -> None:
    folder, first, _, third = three
    app = opened("wijzigingen")
    box = {found.label: found for found in app.selectbox}
    oldest = next(option for option in box["Van momentopname"].options if first in option)
    box["Van momentopname"].select(oldest).run()
    assert "34.000" in text(app)
    files.snapshot_path(folder, first).unlink()
    serving().look()
    app.run()
    assert not app.exception
    assert "1 bijgesteld cijfer" in text(app) or "wordt niet meer bewaard" in text(app)
    assert first not in offered(app)
    assert third in offered(app)
    assert third in text(app)


def test_the_page_of_changes_says_that_a_chosen_snapshot_is_damaged(three: tuple[Path, str, str, str]) -> None:
    folder, first, second, _ = three
    path = files.snapshot_path(folder, second)
    published = path.stat().st_mtime_ns
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE vacancies SET value = value + 1 WHERE reference_period = '2024'")  # a flipped bit
    os.utime(path, ns=(published, published))  # it stays the second in order, whatever day the tests take for today
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.switch_page("pages/wijzigingen.py").run()  # not by way of the overview, which looks at the two newest as well
    assert not app.exception
    assert "Een van de twee momentopnamen is beschadigd en kan niet worden gelezen." in text(app)
    app.run()
    assert second not in offered(app)
    overview = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not overview.exception
    assert "Wat veranderde?" in text(overview), "it compares the two newest that can be read"
    assert first in offered(app)
