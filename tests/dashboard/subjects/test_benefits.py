"""The page uitkeringen: which places have secret numbers is read from the figures."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from dashboard.asking.selection import NOTHING, Selection
from dashboard.charts.bars import Bars
from dashboard.charts.lines import Lines
from dashboard.charts.map import PlaceMap
from dashboard.charts.tiles import Tiles
from dashboard.composition.catalogue import entry
from dashboard.export.citation import citation
from dashboard.screen.small import drawn
from dashboard.subjects.benefits import benefits_national
from dashboard.subjects.benefits.benefits import heat, key_figures, share_by_municipality
from dashboard.subjects.benefits.benefits_map import benefit_shares
from dashboard.telling import roles
from dashboard.words import notation
from snapshot.read import Snapshot


def test_only_places_that_are_shown_are_said_to_be_secret(snapshot: Snapshot) -> None:
    assert "Van Rozendaal zijn de aantallen WW, WIA en Wajong zo klein" in heat(snapshot, Selection()).sentence
    chosen = heat(snapshot, Selection(municipalities=("GM0202", "GM0277")))
    assert "Van Rozendaal" in chosen.sentence
    assert "Van Rozendaal" in chosen.alt
    without = heat(snapshot, Selection(municipalities=("GM0202",)))
    assert "Rozendaal" not in f"{without.sentence} {without.alt}"


def test_a_doubtful_share_is_marked_and_stands_beside_nothing(snapshot: Snapshot) -> None:
    for selection in (
        Selection(),
        Selection(municipalities=("GM0202",)),
        Selection(municipalities=("GM0202", "GM0275")),
    ):
        figure = share_by_municipality(snapshot, selection, scheme="social_assistance")
        assert isinstance(figure.chart, Bars)
        assert figure.chart.reference is None
        told = f"{figure.headline} {figure.sentence} {figure.alt} {citation(figure, selection)}"
        assert "3,9%" not in told.split("Nederland (Bijstand)")[0]
        assert figure.table.rows[-1][2] == "3,9% (twijfelachtig)"
        assert not any("3,9%" in f"{one.number} {one.comparison}" for one in key_figures(snapshot, selection)[3:])
    wia = share_by_municipality(snapshot, Selection(), scheme="wia")
    assert isinstance(wia.chart, Bars)
    assert wia.chart.reference is not None


def test_who_leads_is_said_of_those_with_a_sure_number(snapshot: Snapshot) -> None:
    headlines = {s: share_by_municipality(snapshot, Selection(), scheme=s).headline for s in ("wajong", "wia")}
    assert headlines["wajong"].startswith("Van de zeven gemeenten met een zeker cijfer heeft Rheden")  # not Doesburg
    assert headlines["wia"].startswith("Van de acht gemeenten met een cijfer heeft Doesburg")
    drawn = heat(snapshot, Selection()).chart
    assert isinstance(drawn, Tiles)
    assert [tile.share for tile in drawn.tiles if tile.text.endswith("*")] == [None, None]
    on_map = benefit_shares(snapshot, Selection(), scheme="wajong").chart
    assert isinstance(on_map, PlaceMap)
    assert {place.text: place.value for place in on_map.places}["3,5% (twijfelachtig)"] is None


def test_words_are_about_what_was_chosen(snapshot: Snapshot) -> None:
    two = Selection(municipalities=("GM0202", "GM0275"))
    figure = share_by_municipality(snapshot, two, scheme="ww")
    assert figure.headline == "Het aandeel WW is 1,7% in Arnhem en 1,6% in Rheden; in Midden-Gelderland is het 1,6%"
    assert "ongeveer gelijk in Rheden" in figure.sentence  # 0,1 is inside the rounding
    assert "Midden-Gelderland" not in figure.sentence
    ww, *_, assistance = key_figures(snapshot, two)
    assert ww.label == "WW in twee gemeenten"
    assert ww.comparison.startswith(
        "1,7% in Arnhem (1.900 personen) en 1,6% in Rheden (400 personen). Ter vergelijking"
    )
    assert "in Rheden (1.200 huishoudens)" in assistance.comparison
    three = key_figures(snapshot, Selection(municipalities=("GM0202", "GM0221", "GM0275")))[0]
    assert three.comparison.startswith("1,7% in Arnhem, 1,9% in Doesburg en 1,6% in Rheden. "), "no room for numbers"
    for compare in ("Niets", "Midden-Gelderland"):
        alone = Selection(municipalities=("GM0202",), compare=compare)
        told = share_by_municipality(snapshot, alone, scheme="wia")
        tiles = " ".join(one.comparison for one in key_figures(snapshot, alone))
        assert "Nederland" not in f"{told.headline} {told.sentence} {told.alt} {tiles}"


def test_an_empty_cell_is_no_secret(snapshot: Snapshot) -> None:
    rozendaal = Selection(municipalities=("GM0277",))
    told = share_by_municipality(snapshot, rozendaal, scheme="social_assistance")
    assert "geheim" not in f"{told.headline} {told.sentence}"
    assert told.sentence == "De tabel in de agenda heeft bij Rozendaal een lege cel, zonder reden erbij."
    assert "geheim" in share_by_municipality(snapshot, rozendaal, scheme="wia").sentence


def test_people_carry_the_range_of_the_rounding(snapshot: Snapshot) -> None:
    sentence = share_by_municipality(snapshot, Selection(), scheme="wajong").sentence
    assert "ongeveer 2.300 personen met Wajong minder" in sentence
    assert sentence.endswith("tussen 2.080 en 2.610.")  # 0,8% and 1,0% of 260.300: 2.082 and 2.603


def test_several_municipalities_stand_on_one_scale_with_region_and_country(snapshot: Snapshot) -> None:
    chosen = Selection(municipalities=("GM0202", "GM0221", "GM0277"), region=snapshot.region)
    ww, _, wajong, assistance = key_figures(snapshot, chosen)
    assert ww.spread == (1.7, 1.9), "of Rozendaal it is secret"
    assert [(mark.value, mark.role) for mark in ww.marks] == [(1.6, roles.REGION), (1.5, roles.COUNTRY)]
    assert wajong.spread == (3.5,), "the share of Doesburg is in doubt"
    assert [mark.role for mark in assistance.marks] == [roles.REGION], "that of the Netherlands is in doubt"
    assert unquote(drawn(ww)).count("<circle") == 2
    assert drawn(ww).count("<span") == 1 + 1 + 2 + 1, "a frame, the scale, two ticks, and the places"
    alone = Selection(chosen.municipalities, compare=NOTHING, region=snapshot.region)
    assert key_figures(snapshot, alone)[0].marks == ()
    assert drawn(key_figures(snapshot, alone)[2])
    secret = Selection(municipalities=("GM0277", "GM0202"), region=snapshot.region)
    assert key_figures(snapshot, secret)[0].spread == (1.7,)


def test_a_number_of_one_is_not_told_as_that_of_two(snapshot: Snapshot) -> None:
    """Rozendaal is secret: what is known of Duiven is of one of the two, and nobody is the highest of one."""
    two = Selection(municipalities=("GM0226", "GM0277"), compare="Niets")
    ww, *_, bijstand = key_figures(snapshot, two)
    assert (ww.label, ww.number) == ("WW in één van de twee gemeenten", "1,5%")
    assert bijstand.label == "Bijstand in één van de twee gemeenten"
    assert heat(snapshot, two).headline == (
        "Er is alleen een zeker aandeel van Duiven: WW 1,5%, WIA 3,9%, Wajong 2,2% en bijstand 3,4%"
    )
    with_doubt = Selection(municipalities=("GM0202", "GM0221"))
    assert "wajong" not in heat(snapshot, with_doubt).headline.lower()  # that of Doesburg is doubtful
    many = Selection(municipalities=("GM0202", "GM0226", "GM0275", "GM0277", "GM0299"))
    ww = key_figures(snapshot, many)[0]
    assert ww.label == "WW in vier van de vijf gemeenten"
    assert ww.comparison.startswith("geheim in Rozendaal")


def test_why_a_number_is_missing_or_in_doubt_is_told_once(snapshot: Snapshot) -> None:
    secret = key_figures(snapshot, Selection(municipalities=("GM0277",)))[0]
    assert f"{secret.number} {secret.status} {secret.comparison}".count("geheim") == 1
    doubt = key_figures(snapshot, Selection(municipalities=("GM0221",)))[2]
    assert f"{doubt.number} {doubt.status} {doubt.comparison}".count("twijfelachtig") == 1


def test_a_share_without_a_comparison_is_not_told_twice(snapshot: Snapshot) -> None:
    doesburg = Selection(municipalities=("GM0221",), compare="Niets")
    told = share_by_municipality(snapshot, doesburg, scheme="ww")
    assert told.headline == "Het aandeel WW is 1,9% in Doesburg"
    assert told.sentence == "In geen van de zeven andere gemeenten met een cijfer is het aandeel hoger dan in Doesburg."
    region = share_by_municipality(snapshot, Selection(compare="Midden-Gelderland"), scheme="social_assistance")
    assert region.sentence == (
        "In één van de acht gemeenten met een cijfer is het aandeel hoger dan in Midden-Gelderland."
    )
    doubted = share_by_municipality(snapshot, doesburg, scheme="wajong")
    assert doubted.sentence == "Dit cijfer is nergens mee vergeleken."


def test_thousands_have_no_decimal_that_says_nothing(snapshot: Snapshot) -> None:
    made = entry("uitkeringen-nederland").builder(snapshot, Selection(), scheme="wia")
    assert made.sentence == (
        "In december 2025 waren er 483,8 duizend WIA-uitkeringen in Nederland, tegen 253,3 duizend in december 2016. "
        "De nieuwste stand is 495 duizend, in april 2026."
    )
    assert "WIA 495 duizend" in made.alt


@pytest.mark.parametrize("scheme", benefits_national.SCHEME.codes)
def test_the_netherlands_is_told_of_the_chosen_benefit_between_months_of_one_season(
    snapshot: Snapshot, scheme: str
) -> None:
    stored = snapshot.select("benefits_national", {"scheme": scheme}).set_index("reference_period")["value"]
    figure = benefits_national.national(snapshot, Selection(), scheme=scheme)
    gap = 100 * (stored["2025-12"] / stored["2016-12"] - 1)
    share = notation.percentage(abs(gap))
    size = "iets" if share == "0%" else f"met {share}"
    assert figure.headline.endswith(f"van december 2016 tot december 2025 {size}")
    assert ("steeg" if gap > 0 else "daalde") in figure.headline
    assert isinstance(figure.chart, Lines)
    assert [line.name for line in figure.chart.lines if line.strong] == [benefits_national.SCHEME.of(snapshot)[scheme]]
    assert ("verandering in procenten" in " ".join(figure.notes)) == (share != "0%"), "a note on what is not told"
    assert ("voorlopig" in figure.sentence) == (scheme == "social_assistance")
    assert ("Bijstand 405 duizend in april 2026 (voorlopig cijfer)") in figure.alt
