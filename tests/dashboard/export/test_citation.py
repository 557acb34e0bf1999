"""Sentences to quote and percentages in people: right numbers, the choice of the reader, and what they leave unsaid."""

from __future__ import annotations

import re

import pytest

from dashboard.asking.selection import Selection
from dashboard.composition import catalogue
from dashboard.export.citation import citation, footnotes
from dashboard.figure.declare import Declaration
from dashboard.subjects.benefits.benefits import NOT_IN_PEOPLE, share_by_municipality
from dashboard.telling.people import TOO_SMALL
from snapshot.read import Snapshot
from tests.helpers import DRAWN

TODAY = "2026-11-24"
DRAWN_CHOICES = (
    Selection(), Selection(("GM0202",), sector="care"), Selection(("GM0221", "GM0277", "GM0275"), sector="ict"),
)  # fmt: skip


def quoted(name: str, snapshot: Snapshot, selection: Selection, **chosen: str) -> str:
    entry = catalogue.entry(name)
    options = dict.fromkeys(entry.options, "") | entry.defaults | chosen
    if "today" in options:
        options["today"] = TODAY
    return citation(entry.builder(snapshot, selection, **options), selection)


def test_a_sentence_follows_the_filters(snapshot: Snapshot) -> None:
    text = quoted("uitkering-per-gemeente", snapshot, Selection(municipalities=("GM0202", "GM0275")))
    assert text.startswith(
        "Huishoudens met bijstand, als deel van het aantal inwoners van 15 t/m 64 jaar, december 2024: Arnhem 7,1% en "
        "Rheden 4,7%; ter vergelijking: Midden-Gelderland 5,1%. Bron: CBS, StatLine - Bijstandsuitkeringen"
    )
    alone = quoted("uitkering-per-gemeente", snapshot, Selection(municipalities=("GM0202",), compare="Niets"))
    assert alone.startswith(
        "Huishoudens met bijstand, als deel van het aantal inwoners van 15 t/m 64 jaar, december 2024: Arnhem 7,1%. Bron:"
    )
    wia = quoted("uitkering-per-gemeente", snapshot, Selection(municipalities=("GM0202",)), scheme="wia")
    assert wia.startswith("Aandeel van inwoners van 15 t/m 64 jaar met WIA, eind 2024: Arnhem 4,0%; ter vergelijking: ")


def test_a_doubtful_number_is_quoted_with_its_reason(snapshot: Snapshot) -> None:
    figure = share_by_municipality(snapshot, Selection(municipalities=("GM0221",)), scheme="wajong")
    text = citation(figure, Selection(municipalities=("GM0221",)))
    assert "Doesburg 3,5% (twijfelachtig). Bron" in text  # and beside nothing
    assert "Doesburg: twijfelachtig. Het aantal (300) van de 6.600 inwoners is 4,5%." in text
    assert "twijfelachtig" not in quoted("vier-uitkeringen", snapshot, Selection(("GM0202",)))  # its doubt is of others
    oldest = quoted("vergrijzing", snapshot, Selection())
    assert "Twijfelachtig: Zorg & Welzijn heeft volgens paragraaf 1.2.1" in oldest


def test_a_citation_tells_of_what_its_figure_shows(snapshot: Snapshot) -> None:
    choice = Selection(("GM0202", "GM0275"))
    counts = quoted("inwoners", snapshot, choice, show="number")
    assert counts.startswith("Aantal inwoners, 1 januari 2026: Arnhem 171.822 en Rheden ")
    for grown in (quoted("inwoners", snapshot, choice, show="index"), quoted("inwoners-kaart", snapshot, choice)):
        assert grown.startswith("Van 2019 tot 2026: ")
        assert "171.822" not in grown


@pytest.mark.parametrize("name", ["agenda-in-woorden", "banenafspraak-in-woorden", "speerpunten", "vertaaltabel"])
def test_a_citation_of_words_holds_no_scraps_of_how_to_read_a_table(snapshot: Snapshot, name: str) -> None:
    for choice in DRAWN_CHOICES:
        text = quoted(name, snapshot, choice)
        for scrap in ("uitspraken zonder getal", "Deze uitspraken staan", "stip", "Wat de agenda in woorden zegt"):
            assert scrap not in text


def test_what_is_computed_says_so_in_the_citation_and_the_status(snapshot: Snapshot) -> None:
    for entry in DRAWN:
        options = dict.fromkeys(entry.options, "") | entry.defaults | ({"today": TODAY} if entry.of_today else {})
        figure = entry.builder(snapshot, Selection(), **options)
        told = f"{figure.headline} {figure.sentence}"
        if "(berekend)" in told:
            assert "berekend" in figure.status_line, entry.name
            assert "berekend" in citation(figure, Selection()), entry.name


def test_a_forecast_is_called_an_expectation(snapshot: Snapshot) -> None:
    for name in ("vraag-en-instroom", "banen-per-sector"):
        entry = catalogue.entry(name)
        figure = entry.builder(snapshot, Selection(), **(dict.fromkeys(entry.options, "") | entry.defaults))
        assert "verwachting" in figure.status_line
        assert "is een verwachting" in citation(figure, Selection())
    assert "expected" in snapshot.select("jobs")["status"].tolist()
    forecasts = [row for row in snapshot.rows("jobs") if row["reference_period"].endswith("2027")]
    forecasts = [row for row in forecasts if row["value"] is not None]  # others stand in words only
    assert {row["status"] for row in forecasts} == {"expected"}


def test_a_suppressed_number_is_called_secret_and_gets_no_number(snapshot: Snapshot) -> None:
    choice = Selection(municipalities=("GM0277",), compare="Niets")
    text = citation(share_by_municipality(snapshot, choice, scheme="wia"), choice)
    assert "met WIA, eind 2024: Rozendaal geheim. Bron: " in text
    assert "Een deel is om privacy geheim." in text
    assert not re.search(r"\d,\d%", text.partition("Bron:")[0])


@pytest.mark.parametrize("entry", DRAWN, ids=lambda entry: entry.name)
def test_every_figure_can_be_quoted(entry: Declaration, snapshot: Snapshot) -> None:
    for selection in (Selection(), Selection(municipalities=("GM0202", "GM0277"))):
        text = quoted(entry.name, snapshot, selection)
        assert "Bron: " in text
        assert text.endswith((".", "!", "?"))
        assert ".." not in text
        assert "nan" not in text.split()


def test_provisional_figures_say_so(snapshot: Snapshot) -> None:
    assert "Een deel van de cijfers is voorlopig." in quoted("uitkeringen-nederland", snapshot, Selection())


def test_a_footnote_has_the_style_of_the_agenda(snapshot: Snapshot) -> None:
    figure = share_by_municipality(snapshot, Selection(), scheme="social_assistance")
    assert footnotes(figure) == (
        "CBS, StatLine – Bijstandsuitkeringen; uitkeringsgrondslag, regio's, tabel 82015NED, via Meerjarenagenda 2026-2030 (gepubliceerd 28 mei 2025; "
        "door de opstellers van de agenda geraadpleegd op 20 juni 2025)",
        "Regionaal Beraad Midden-Gelderland – Meerjarenagenda 2026-2030 (publicatiedatum onbekend)",
    )


@pytest.mark.parametrize(
    ("town", "scheme", "told"),
    [
        ("GM0275", "wajong", "ongeveer 520 personen met Wajong minder"),  # 2,0% of 26.000
        ("GM1705", "wia", "ongeveer 120 personen met WIA meer"),
        ("GM0293", "wia", "ongeveer 110 personen met WIA minder"),  # 1,2% of 9.400
    ],
)
def test_a_difference_is_told_in_people_with_its_formula(town: str, scheme: str, told: str, snapshot: Snapshot) -> None:
    figure = share_by_municipality(snapshot, Selection(municipalities=(town,)), scheme=scheme)
    assert told in figure.sentence
    assert any(note.startswith("Berekend: (") for note in figure.notes)


@pytest.mark.parametrize(
    ("selection", "scheme", "notes"),
    [
        (Selection(municipalities=("GM0277",)), "wia", ()),  # suppressed
        (Selection(municipalities=("GM0202",)), "social_assistance", (NOT_IN_PEOPLE,)),  # 3,9% does not fit
        (Selection(municipalities=("GM0202",)), "wia", (TOO_SMALL,)),  # 4,0% against 3,9%
        (Selection(municipalities=("GM0202",), compare="Niets"), "social_assistance", ()),
    ],
    ids=("suppressed", "doubtful", "rounding", "no comparison"),
)
def test_no_people_where_the_numbers_cannot_bear_it(
    selection: Selection, scheme: str, notes: tuple[str, ...], snapshot: Snapshot
) -> None:
    figure = share_by_municipality(snapshot, selection, scheme=scheme)
    assert "zouden er hier" not in figure.sentence
    assert figure.notes == notes


@pytest.mark.parametrize("declared", DRAWN, ids=lambda declared: declared.name)
def test_second_hand_is_said_as_second_hand(snapshot: Snapshot, declared: Declaration) -> None:
    options = declared.defaults | ({"today": TODAY} if declared.of_today else {})
    figure = declared.builder(snapshot, Selection(), **{**dict.fromkeys(declared.options, ""), **options})
    for result in figure.results:
        for source in result.sources:
            assert bool(source.via) == bool(source.footnote), "what has a footnote in the agenda was read there"
            assert source.credit in figure.source_line
            if source.via:
                assert re.search(
                    rf"{re.escape(source.credit)}(; [^;]+)*, ((beide|alle) )?via Meerjarenagenda 2026-2030, par\. \d",
                    figure.source_line,
                )
    seen = {bool(source.via) for source in figure.sources}
    assert ("Geraadpleegd door de agenda" in figure.dates) == (True in seen)
    assert ("Opgehaald" in figure.dates) == (False in seen)
    assert "Opgehaald: niet opgegeven" not in figure.dates_line


def test_the_agenda_says_how_far_it_is(snapshot: Snapshot) -> None:
    agenda = snapshot.sources["mja-2026"]
    assert agenda.attribution.endswith("Meerjarenagenda 2026-2030 (vaststelling werd begin 2026 verwacht)")
    assert not agenda.via


@pytest.mark.parametrize("sector", ["", "ict", "logistics", "green"])
def test_a_proposal_of_ours_is_credited_to_us_alone(snapshot: Snapshot, sector: str) -> None:
    text = quoted("vertaaltabel", snapshot, Selection(sector=sector))
    assert "Bron: Dit dashboard, eigen voorstel voor de vertaling van speerpuntsectoren. " in f"{text} "
    for other in ("Gemeente", "Liemers", "Human Capital", "Regionaal Beraad"):
        assert other not in text
