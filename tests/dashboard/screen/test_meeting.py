"""The meeting list in the address: it survives writing and reading, and refuses in Dutch what it cannot show."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pptx import Presentation
from pypdf import PdfReader

from dashboard.asking.selection import Selection
from dashboard.charts.bars import Bars
from dashboard.charts.drawing import drawing
from dashboard.charts.map import PlaceMap
from dashboard.charts.stage import MOST_ROWS, ROOM, pieces
from dashboard.charts.vega import is_drawn
from dashboard.figure.declare import Declaration
from dashboard.screen import meeting
from dashboard.screen.meeting_page import hand_out
from dashboard.screen.presenting import figure_of
from snapshot.read import Snapshot
from tests.helpers import DRAWN

ARNHEM = Selection(municipalities=("GM0202", "GM0275"), sector="care", compare="Niets")


def item(name: str = "spanning", **more: Any) -> meeting.Item:
    return meeting.item_of(name, Selection(), {}) if not more else meeting.Item(name, **more)


@pytest.mark.parametrize("entry", DRAWN, ids=lambda entry: entry.name)
def test_every_figure_survives_the_address(entry: Declaration, snapshot: Snapshot) -> None:
    selection = Selection(municipalities=("GM0202", "GM0275"), compare="Midden-Gelderland")
    options = {option: values[-1] for option, values in entry.options.items() if values}
    written = meeting.item_of(entry.name, selection, {**options, "today": "2026-01-01", "line": ""})
    found = meeting.read([meeting.write(written)], snapshot)
    assert found == meeting.MeetingList((written,))
    figure = figure_of(written, snapshot)
    assert figure.headline


@pytest.mark.parametrize("note", ["Waarom ~ zo hoog?", "a~notitie.b", "<b>vet</b> & “aanhaling”", "1.2.3", "é" * 200])
def test_a_note_survives_the_address(note: str, snapshot: Snapshot) -> None:
    (noted,) = meeting.noted([item()], 0, note)
    assert noted.note == note
    assert meeting.read([meeting.write(noted)], snapshot).items == (noted,)


def test_a_note_is_one_line_of_200_characters_at_most(snapshot: Snapshot) -> None:
    (noted,) = meeting.noted([item()], 0, "  regel\r\n\ttwee " + "x" * 500)
    assert noted.note.startswith("regel twee x")
    assert len(noted.note) == meeting.LONGEST_NOTE
    (read,) = meeting.read([f"spanning~notitie.{'y' * 900}"], snapshot).items
    assert len(read.note) == meeting.LONGEST_NOTE


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("pizza", "De figuur ‘pizza’ bestaat niet"),
        ("", "De figuur ‘’ bestaat niet"),
        ("<script>" + "x" * 5000, "xxx…"),
        ("spanning~gemeente.GM9999", "gemeente ‘GM9999’"),
        ("spanning~sector.pizza", "sector ‘pizza’"),
        ("spanning~vergelijk.mars", "vergelijk ‘mars’"),
        ("uitkering-per-gemeente~scheme.aow", "‘scheme’"),
        ("spanning~scheme.wia", "‘scheme’"),
        ("tijdlijn~line.'; DROP TABLE activities", "‘line’"),
        ("tijdlijn~today.2020-01-01", "‘today’"),
    ],
)
def test_what_is_unknown_is_refused_and_the_rest_works(raw: str, words: str, snapshot: Snapshot) -> None:
    found = meeting.read(["inwoners", raw, "spanning"], snapshot)
    assert [kept.name for kept in found.items] == ["inwoners", "spanning"]
    (refusal,) = found.refusals
    assert words in refusal
    assert refusal.endswith("weggelaten.")
    assert len(refusal) < 200


def test_a_list_of_200_is_cut_with_a_message(snapshot: Snapshot) -> None:
    found = meeting.read(["spanning"] * 200, snapshot)
    assert len(found.items) == meeting.MOST
    assert found.refusals == (
        "De lijst in de link heeft 200 figuren. Er passen er 20 op een vergaderlijst; de rest is weggelaten.",
    )


def test_a_figure_goes_on_and_off_the_list() -> None:
    raw = meeting.toggled(("spanning~vergelijk.niets",), item())
    assert meeting.stands(raw, item())
    assert meeting.toggled(raw, item()) == ("spanning~vergelijk.niets",)
    noted = (f"{meeting.write(item())}~notitie.Let op",)
    assert meeting.stands(noted, item())
    assert meeting.toggled(noted, item()) == ()
    full = tuple(f"inwoners~notitie.{place}" for place in range(meeting.MOST))
    assert meeting.toggled(full, item()) == full


def test_items_move_and_go() -> None:
    one, two, three = (meeting.Item(name) for name in ("inwoners", "spanning", "jongeren"))
    assert meeting.moved((one, two, three), 2, -1) == (one, three, two)
    assert meeting.moved((one, two, three), 0, -1) == (one, two, three)
    assert meeting.moved((one, two, three), 2, 5) == (one, two, three)
    assert meeting.moved((one,), 7, 1) == (one,)
    assert meeting.removed((one, two, three), 1) == (one, three)


def test_on_the_stage_a_long_chart_is_cut_on_one_scale_and_loses_nothing(snapshot: Snapshot) -> None:
    whole = 0
    for entry in DRAWN:
        figure = figure_of(meeting.Item(entry.name), snapshot)
        if figure.chart is None or not is_drawn(figure.chart):
            continue
        found = pieces(figure.chart)
        for piece in found:
            assert drawing(piece).height <= 1.35 * ROOM if not isinstance(piece, PlaceMap) else True, entry.name
        if isinstance(figure.chart, Bars):
            assert all(len(piece.rows) <= MOST_ROWS for piece in found)
            assert {row for piece in found for row in piece.rows} == set(figure.chart.rows)
            assert len({drawing(piece).slots["end"] for piece in found}) == 1, "one scale"
            whole += len(found) > 1
    assert whole, "some figure has more rows than the wall"


@pytest.mark.slow
def test_the_hand_out_holds_every_figure_in_order_with_its_notes(snapshot: Snapshot) -> None:
    items = (
        meeting.Item("uitkering-per-gemeente", (("scheme", "wia"),), Selection(municipalities=("GM0202",)), "Let op"),
        meeting.Item("jongeren"),
        meeting.Item("pendelstromen", (("view", "flows"),)),
    )
    headlines = [figure_of(found, snapshot).headline for found in items]
    slides = Presentation(io.BytesIO(hand_out(items, snapshot, "pptx"))).slides
    shown = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    places = [next(place for place, text in enumerate(shown) if headline in text) for headline in headlines]
    assert places == sorted(places)
    pdf = " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(hand_out(items, snapshot, "pdf"))).pages
    )
    for headline in headlines:
        assert headline[:40] in pdf
    assert "Let op" in pdf


def test_a_figure_on_the_list_knows_municipalities_as_a_set(snapshot: Snapshot) -> None:
    one, other = (meeting.read([f"inwoners~gemeente.{codes}~vergelijk.niets"], snapshot).items for codes in
                  ("GM0275.GM0202", "GM0202.GM0275.GM0202"))  # fmt: skip
    assert one == other
    assert one[0].selection.municipalities == ("GM0202", "GM0275")
