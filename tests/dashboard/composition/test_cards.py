"""Each page draws exactly the cards that its figures can: the agenda alone, with series, and another region."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.asking.queries import ask, municipalities, priority_sectors
from dashboard.asking.selection import Selection
from dashboard.composition import catalogue
from dashboard.composition.availability import figures, is_shown
from dashboard.composition.filtering import REFUSED, filters_of, refusal
from dashboard.composition.site import PAGES, PageInfo
from dashboard.figure.declare import declaration
from dashboard.screen import card
from dashboard.screen.session import current_snapshot
from dashboard.words import notation
from loaders.build import build
from snapshot.read import Snapshot
from tests.apps import through_the_router
from tests.helpers import ROOT, made_first

FRAME = {"weergave", "gemeente", "sector", "vergelijk"}  # widgets of every page
REGION = "Rijk van Nijmegen"
FOLDED = re.compile(r"(?:Nog )?(\d+) figu")
PATHS = [info for info in PAGES if catalogue.on_page(info.path)]


@pytest.fixture(scope="module")
def elsewhere(live_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data folder of the refreshed series, with a snapshot of another region made of them."""
    data = shutil.copytree(live_folder.parent, tmp_path_factory.mktemp("elsewhere") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REGION", REGION)
        build(data, data / "snapshots" / "rijk-van-nijmegen")
    return data


@pytest.fixture(
    params=["agenda", *(pytest.param(kind, marks=pytest.mark.slow) for kind in ("agenda and series", "files", REGION))]
)
def snapshot_in_use(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    if request.param == "agenda":
        monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(request.getfixturevalue("snapshot_folder")))
    elif request.param == "agenda and series":
        monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(request.getfixturevalue("live_folder")))
    elif request.param == "files":
        monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(request.getfixturevalue("live_and_files").path.parent))
    else:
        monkeypatch.setenv("DASHBOARD_DATA", str(request.getfixturevalue("elsewhere")))
        monkeypatch.delenv("DASHBOARD_SNAPSHOTS", raising=False)
        monkeypatch.setenv("REGION", REGION)
    through_the_router(monkeypatch)
    return current_snapshot()


def opened(info: PageInfo) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.run()
    return app.switch_page(f"pages/{info.file}.py").run()


def choices(app: AppTest) -> dict[str, list[str]]:
    """Return what the widgets of the page itself offer, by key; not how one figure is shown."""
    found = {str(box.key): list(box.options) for kind in ("selectbox", "button_group") for box in app.get(kind)}
    return {key: options for key, options in found.items() if key not in FRAME and not key.startswith("toon-")}


@pytest.mark.parametrize("info", PATHS, ids=lambda info: info.file)
def test_a_page_draws_every_figure_that_can_be_drawn_and_no_other(
    info: PageInfo, snapshot_in_use: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = {entry.name for entry in figures(snapshot_in_use, info.path) if entry.when(Selection())}
    if not is_shown(snapshot_in_use, info):
        assert not expected
        return
    drawn: set[str] = set()
    build_one = card.built

    def noted(builder: Any, *args: Any) -> Any:
        figure = build_one(builder, *args)
        drawn.add(declaration(builder).name)
        return figure

    monkeypatch.setattr(card, "built", noted)
    tried: set[tuple[str, str]] = set()
    app = opened(info)
    drawn.clear()  # the overview, which opens first, borrows a map
    app.run()
    while waiting := [
        (key, option) for key, options in choices(app).items() for option in options if (key, option) not in tried
    ]:
        key, option = waiting[0]
        tried.add(waiting[0])
        app.session_state[key] = option
        app.run()
        assert not app.exception, waiting[0]
        assert not app.warning, (waiting[0], [warning.value for warning in app.warning])
    assert drawn == expected
    assert expected, "a page in the menu draws a card"


@pytest.mark.parametrize("info", PATHS, ids=lambda info: info.path)
def test_a_filter_works_on_a_page_where_one_of_its_figures_follows_it(
    info: PageInfo, snapshot_in_use: Snapshot
) -> None:
    drawn = figures(snapshot_in_use, info.path)
    if not drawn:
        return
    app = opened(info)
    disabled = {
        "municipalities": app.multiselect(key="gemeente").disabled,
        "comparison": app.selectbox(key="vergelijk").disabled,
    }
    if priority_sectors(snapshot_in_use):  # else there is no such filter
        disabled["sector"] = app.selectbox(key="sector").disabled
    followed = {part for declared in drawn for part in declared.follows}
    assert {part for part, is_off in disabled.items() if not is_off} == followed & disabled.keys()


@pytest.mark.parametrize("info", PATHS, ids=lambda info: info.path)
def test_a_figure_that_cannot_follow_a_choice_says_so_in_its_own_place(
    info: PageInfo, snapshot_in_use: Snapshot
) -> None:
    towns = set(municipalities(snapshot_in_use))
    choice = Selection((min(towns),), "care", "Niets", snapshot_in_use.region)
    for declared in filters_of(snapshot_in_use, info).drawn:
        figure = made_first(snapshot_in_use, declared, choice)
        names = {result.dataset.name for result in figure.results if result.has("region_code")}
        tells = any(towns & set(ask(snapshot_in_use, name).codes("region_code")) for name in names)
        expected = set(REFUSED) - declared.follows | (set() if tells else {"municipalities"})
        told = refusal(snapshot_in_use, declared, choice, figure)
        assert {part for part, words in REFUSED.items() if words in told} == expected, declared.name
        assert refusal(snapshot_in_use, declared, Selection(region=snapshot_in_use.region), figure) == ""


@pytest.mark.parametrize("info", PATHS, ids=lambda info: info.path)
def test_a_page_without_filters_says_of_what_its_figures_are(info: PageInfo, snapshot_in_use: Snapshot) -> None:
    found = filters_of(snapshot_in_use, info)
    if found.drawn and not found.any_works:
        told = [element.proto.body for element in opened(info).get("html")]
        assert any(found.reasons["municipalities"] in one for one in told)


@pytest.mark.parametrize("info", PATHS, ids=lambda info: info.path)
def test_a_fold_names_the_figures_that_it_holds(info: PageInfo, snapshot_in_use: Snapshot) -> None:
    if not is_shown(snapshot_in_use, info):
        return
    folds = [one.label for one in opened(info).expander if FOLDED.match(one.label)]
    titles = [notation.inside(declared.title) for declared in figures(snapshot_in_use, info.path)]
    for label in folds:
        named = label.partition(": ")[2]
        assert named, label
        assert set(named.split("; ")) <= set(titles), label
        assert len(named.split("; ")) == int(FOLDED.match(label)[1]), label  # type: ignore[index]
