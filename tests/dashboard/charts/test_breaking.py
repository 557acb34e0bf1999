"""Names in a chart stand on one line where there is room, and on two about as long where there is not."""

from __future__ import annotations

import pytest

from dashboard.asking.selection import Selection
from dashboard.charts.bars import Bar, Bars, CaptionedBars
from dashboard.charts.breaking import broken
from dashboard.charts.bullets import Bullet, Bullets
from dashboard.charts.magnified import Magnified, Part
from dashboard.charts.types import Chart
from dashboard.composition.catalogue import entry
from dashboard.export.picture import chart_svg
from dashboard.telling import roles
from snapshot.read import Snapshot
from tests.dashboard.charts.geometry import drawn

PHONE, TABLET, CARD = 358, 688, 1286  # pixels of a chart on three screens
GOAL = "Banen voor mensen uit het register in de regio: 4.870 banen"
AMBITION = "1 · Geen drempels voor (werkend) werkzoekenden"


def lines(chart: Chart, width: int) -> dict[str, int]:
    """Return of each text how many lines it takes in a chart of so many pixels, by its letters."""
    return {letters(one.text): len(one.outlines) for one in drawn(chart_svg(chart, width=width)) if one.text}


def letters(text: str) -> str:
    return text.replace(" ", "")


def bars(*names: str) -> Bars:
    return Bars(tuple(Bar(name, 10.0, "10", roles.ACCENT) for name in names))


def parts(*drawn_out: tuple[str, float]) -> Magnified:
    whole = [Part("Heeft betaald werk", 211, "", roles.SOFT)]
    inner = [Part(name, value, f"{value:.0f}", roles.ACCENT, drawn_out=True) for name, value in drawn_out]
    labels = Part("Heeft betaald werk", 222, "222", roles.SOFT), Part("Zoekt niet en is niet beschikbaar", 68, "68", "")
    return Magnified((*whole, *inner, Part("", 68, "", roles.CONTEXT)), labels, "Onbenut\n25")


@pytest.mark.parametrize(
    ("chart", "name", "narrow", "wide"),
    [
        (bars("Nulmeting", "In het register, 2024"), "In het register, 2024", PHONE, TABLET),
        (CaptionedBars(bars(GOAL).rows), GOAL, PHONE, TABLET),
        (Bullets((Bullet(GOAL, 1.1, None, "5.258", roles.ACCENT),)), GOAL, PHONE, TABLET),
        (parts(("Werkt en wil meer uren", 11), ("Werkloos", 8)), "Werkt en wil meer uren", 200, TABLET),
        (parts(("Werkt", 11), ("Werkloos", 8)), "Zoekt niet en is niet beschikbaar 68", TABLET, CARD),
    ],
)
def test_a_name_breaks_only_where_there_is_no_room(chart: Chart, name: str, narrow: int, wide: int) -> None:
    others = name.endswith("68")  # the number stands on a line of its own
    assert lines(chart, narrow)[letters(name)] == 2 + others
    assert lines(chart, wide)[letters(name)] == 1 + others


def test_a_name_that_has_just_room_on_a_phone_does_not_break() -> None:
    assert len(AMBITION) > 42, "it broke at so many characters, whatever the width"
    assert lines(CaptionedBars(bars(AMBITION).rows), PHONE)[letters(AMBITION)] == 1


@pytest.mark.parametrize(("figure", "name"), [
    ("arbeidspotentieel", "Werkt en wil meer uren"),
    ("vraag-en-instroom", "Vmbo g/t, havo/vwo-onderbouw"),
    ("speerpunten", "Onderwijs & kinderopvang"),
])  # fmt: skip
def test_the_long_names_of_a_page_stand_on_one_line_on_a_wide_card(snapshot: Snapshot, figure: str, name: str) -> None:
    found = entry(figure)
    chart = found.builder(snapshot, Selection(), **found.defaults).chart
    assert chart is not None
    assert lines(chart, CARD)[letters(name)] == 1


def test_a_short_name_does_not_break_beside_a_longer_one_that_does() -> None:
    assert broken(["Nulmeting 2012", "Gerealiseerd 2024", "Indicatieve doelstelling 2024"]) == {
        "Indicatieve doelstelling 2024": ["Indicatieve", "doelstelling 2024"]
    }


def test_heads_of_the_matrix_are_slanted_only_where_the_brief_ones_do_not_fit(snapshot: Snapshot) -> None:
    found = entry("speerpunten")
    chart = found.builder(snapshot, Selection(), **found.defaults).chart
    assert chart is not None
    heads = {
        width: [one for one in drawn(chart_svg(chart, width=width)) if one.text.endswith("Doesburg")]
        for width in (PHONE, TABLET, CARD)
    }
    flat = {width: len({round(y, 1) for _, y in one.outlines[0]}) == 2 for width, (one,) in heads.items()}
    assert flat == {PHONE: False, TABLET: True, CARD: True}
    assert [one.text for (one,) in heads.values()] == ["Doesburg", "Doesburg", "Gemeente Doesburg"]
    assert lines(chart, CARD)["LiemerseEconomischeVisiesamenwerking"] == 3
