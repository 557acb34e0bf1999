"""Questions and their answers: a golden list, and what must hold of any cell, any slip and any string."""

from __future__ import annotations

import csv
import random
import re
import shutil
import time
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.asking.queries import ask
from dashboard.figure.making import built
from dashboard.finding.answers import EMPTY, NOTHING, PLACE, SEVERAL, UNNAMED, WORDS, Answer, answer
from dashboard.finding.matching import Reading
from dashboard.finding.standing import chosen_of, spot_of, spots, to_explore
from dashboard.finding.vocabulary import vocabulary
from dashboard.subjects.exploring.offering import explorable
from dashboard.words import notation
from dashboard.words.stems import COMMON, fold, stem
from loaders.build import build
from snapshot.model import UNITS
from snapshot.read import Snapshot

GOLDEN = Path(__file__).with_name("questions.csv")
DAY = "2026-11-24"
LEAST_LIKE = 0.7  # how alike two words are of which one can be a slip of the other
SLOWEST = 0.05  # seconds of processor time of one answer


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TODAY", DAY)


def golden() -> list[dict[str, str]]:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cell_of(snapshot: Snapshot, row: dict[str, str]) -> dict[str, Any]:
    """Return the one row of the snapshot that an expectation names."""
    keys = dict(pair.split("=", 1) for pair in row["cell"].split(";")) | {
        "measure": row["measure"],
        "reference_period": row["period"],
    }
    (found,) = [
        one for one in snapshot.rows(row["dataset"]) if all(str(one[name]) == code for name, code in keys.items())
    ]
    return found


def told_cells(found: Answer) -> list[tuple[str, dict[str, Any]]]:
    return [(one.reading.dataset.name, row) for one in found.told for row in one.reading.result.rows]


def fault(snapshot: Snapshot, row: dict[str, str]) -> str:
    """Return what an answer lacks of what is expected; '' where it lacks nothing."""
    found = answer(snapshot, row["question"])
    if found.kind != row["kind"]:
        return f"{found.kind}, not {row['kind']}"
    if row["dataset"]:
        if (row["dataset"], cell_of(snapshot, row)) not in told_cells(found):
            return f"other cells: {[one.sentence for one in found.told]}"
        value = cell_of(snapshot, row)["value"]
        if value is not None and f"{float(row['value']):g}" != f"{value:g}":
            return f"the snapshot says {value}"
        if value is None and cell_of(snapshot, row)["status"] != row["value"]:
            return f"the snapshot says {cell_of(snapshot, row)['status']}"
        number = notation.number(value * UNITS[cell_of(snapshot, row)["unit"]].times) if value is not None else ""
        is_whole = value is not None and float(value).is_integer()
        if row["kind"] == "answer" and is_whole and number not in found.told[0].sentence:
            return f"no {number} in {found.told[0].sentence}"
    elif found.has_numbers:
        return "a number"
    if row["readings"] and len(found.told) != int(row["readings"]):
        return f"{len(found.told)} readings"
    if row["found"]:
        things = [
            *(one.anchor for one in found.terms),
            *(one.words for one in found.texts),
            *(one.reading.dataset.name for one in found.told),
        ]
        if row["found"] not in things:
            return f"without {row['found']}: {things}"
    return ""


def test_the_golden_questions(snapshot: Snapshot) -> None:
    rows = golden()
    faults = {row["question"]: found for row in rows if (found := fault(snapshot, row))}
    assert faults == {}
    assert len(rows) >= 150
    assert {row["value"] for row in rows} >= {
        "suppressed", "not_available", "to_be_determined", "pro_memorie", "not_applicable",
    }  # fmt: skip


def test_an_answer_takes_no_time(snapshot: Snapshot) -> None:
    spots(snapshot)
    for name in explorable(snapshot):
        for measure in ask(snapshot, name).codes("measure"):
            to_explore(snapshot, ask(snapshot, name, measure=measure))
    slow = {}
    for row in golden():
        start = time.process_time()
        answer(snapshot, row["question"])
        if (taken := time.process_time() - start) > SLOWEST:
            slow[row["question"]] = taken
    assert slow == {}


def own_words(snapshot: Snapshot, name: str, row: dict[str, Any]) -> str:
    """Return a question in the words of one cell."""
    dataset, labels = snapshot.datasets[name], snapshot.labels(name)
    words = [dataset.title, dataset.measure(row["measure"]).title]
    for column in dataset.columns:
        if column.role == "key" and column.name != "reference_period" and isinstance(row[column.name], str):
            words.append(labels.get(column.name, {}).get(row[column.name], row[column.name]))
    period = row["reference_period"]
    return " ".join([*words, "" if period == "undated" else notation.period(period)])


def drawn_cells(snapshot: Snapshot, draw: random.Random, of_each: int) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in explorable(snapshot):
        rows = snapshot.rows(name)
        for row in draw.sample(rows, min(of_each, len(rows))):
            yield name, row


def check_own_words(snapshot: Snapshot, seed: int, of_each: int) -> None:
    lost = []
    for name, row in drawn_cells(snapshot, random.Random(seed), of_each):
        found = answer(snapshot, own_words(snapshot, name, row))
        readings = [one.reading for one in (*found.told, *found.also)]
        if not any(one.dataset.name == name and row in one.result.rows for one in readings):
            lost.append((own_words(snapshot, name, row), found.kind, [one.sentence for one in found.told]))
    assert lost == [], lost


@pytest.mark.parametrize("seed", range(2))
def test_the_words_of_a_cell_find_it(snapshot: Snapshot, seed: int) -> None:
    check_own_words(snapshot, seed, 6)


@pytest.mark.slow
def test_also_in_live_series_and_files(live_and_files: Snapshot) -> None:
    check_own_words(live_and_files, 3, 4)


def with_slip(text: str, draw: random.Random) -> str:
    """Return a text in which two letters of its longest word changed places."""
    word = max(text.split(), key=len)
    at = draw.randrange(1, len(word) - 2)
    return text.replace(word, f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}")


def test_a_slip_of_the_fingers_is_forgiven(snapshot: Snapshot) -> None:
    draw, tried, missed = random.Random(11), 0, []
    for row in golden():
        longest = max(row["question"].split(), key=len)
        if row["kind"] != "answer" or len(longest) < 8 or not longest.isalpha():
            continue
        slipped = with_slip(row["question"], draw)
        tried += 1
        cells = told_cells(answer(snapshot, slipped))
        if (row["dataset"], cell_of(snapshot, row)) not in cells:
            missed.append(slipped)
    assert tried > 30
    assert len(missed) <= tried // 10, missed


def test_the_order_of_words_makes_no_difference(snapshot: Snapshot) -> None:
    for question in (
        "bijstand rheden",
        "wajong arnhem aandeel",
        "inwoners zevenaar",
        "vacatures bouw",
        "lasten werkcentrum",
    ):
        words = question.split()
        assert told_cells(answer(snapshot, " ".join(reversed(words)))) == told_cells(answer(snapshot, question))


def names_it(snapshot: Snapshot, question: str, reading: Reading) -> bool:
    """Return whether a question has a word like one of what a reading counts, or a synonym of the table of those."""
    row, dataset = reading.result.rows[0], reading.dataset
    labels = snapshot.labels(dataset.name)
    names = [
        dataset.title,
        *(one.title for one in dataset.measures),
        *(UNITS[unit].label for unit in reading.result.units),
    ]
    names += [
        labels.get(column.name, {}).get(row[column.name], row[column.name])
        for column in dataset.columns
        if column.role == "key" and isinstance(row[column.name], str)
    ]
    names += [one["word"] for one in snapshot.rows("synonyms") if one["kind"] in ("dataset", "measure", "label")]
    words = {word for name in names for word in fold(name)}
    return any(
        SequenceMatcher(None, asked, word).ratio() >= LEAST_LIKE
        or asked.startswith(word[:4])
        or word in asked
        or stem(word) == asked  # drawn from the words of the data, which are stems: "bof" of "boven"
        for asked in fold(question)
        for word in words
    )


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_string_breaks_it_or_is_answered_with_a_number_that_it_does_not_name(snapshot: Snapshot, text: str) -> None:
    check_named(snapshot, text)


@settings(deadline=None)
@given(st.data())
def test_nor_do_words_of_the_data_in_any_order(snapshot: Snapshot, data: st.DataObject) -> None:
    known = [
        *sorted(vocabulary(snapshot).words),
        *sorted(COMMON),
        "amsterdam",
        "2028",
        "1e",
        "kwartaal",
        "fiets",
        "qqqq",
    ]
    check_named(snapshot, " ".join(data.draw(st.lists(st.sampled_from(known), max_size=6))))


def check_named(snapshot: Snapshot, text: str) -> None:
    found = answer(snapshot, text)
    assert found.kind in (EMPTY, NOTHING, PLACE, WORDS, UNNAMED) or found.has_numbers
    if found.has_numbers:
        assert found.told
        for one in found.told:
            assert names_it(snapshot, text, one.reading), (text, one.sentence)
    else:
        for one in found.told:
            row = one.reading.cells[0][1]
            assert row.value is None or notation.number(row.value, row.measure.decimals) not in one.sentence.split()


def test_a_place_alone_and_nothing_at_all_have_no_number(snapshot: Snapshot) -> None:
    assert answer(snapshot, "").kind == EMPTY
    assert answer(snapshot, "   ").kind == EMPTY
    assert answer(snapshot, "Rheden en Arnhem").kind == PLACE
    assert answer(snapshot, "zorg").kind == UNNAMED


def test_a_group_is_told_by_its_municipalities_and_not_as_a_sum(snapshot: Snapshot) -> None:
    found = answer(snapshot, "hoeveel wajong in de Liemers")
    assert found.told[0].sentence.startswith("Wajong (aantal) eind 2024: Doesburg 300 personen; Duiven 400 personen")
    assert "geen som" in found.lead
    assert "Montferland" in found.lead
    assert "1.700" not in found.told[0].sentence


def test_what_is_not_there_says_what_is(snapshot: Snapshot) -> None:
    found = answer(snapshot, "WIA in 2015")
    assert found.lead == "WIA (aantal): geen cijfer over 2015. In dit dashboard staat: eind 2024. Het dichtst erbij:"
    assert found.told[0].sentence == "WIA (aantal) in Midden-Gelderland eind 2024: 10.700 personen"
    gap = "1e kwartaal 2011 t/m 2e kwartaal 2020, 2e kwartaal 2025 en 1e kwartaal 2026 t/m 2e kwartaal 2026"
    assert f"In dit dashboard staat: {gap}." in answer(snapshot, "vacatures in Nederland in 2024").lead
    elsewhere = answer(snapshot, "banenafspraak arnhem")
    assert elsewhere.lead == "Banenafspraak (banen): geen cijfer van Arnhem. Wel van Midden-Gelderland:"
    fraud = answer(snapshot, "bijstand fraude arnhem")
    assert fraud.lead == "‘fraude’ staat niet bij deze cijfers. Wel gevonden:"


def test_why_there_is_no_number_is_told_with_the_source(snapshot: Snapshot) -> None:
    (secret,) = answer(snapshot, "wajong rozendaal").told
    assert secret.sentence == "Wajong (aantal) in Rozendaal eind 2024: geheim"
    assert "Bron: UWV, Atlas SV 2024" in secret.lines[0]
    assert secret.lines[0].endswith("Status: geheim")
    assert "De bron houdt dit cijfer achter om privacy te beschermen." in secret.lines
    (doubtful,) = answer(snapshot, "wajong doesburg aandeel").told
    assert doubtful.sentence.endswith("3,5% (twijfelachtig)")


def test_a_question_with_two_meanings_shows_both(snapshot: Snapshot) -> None:
    found = answer(snapshot, "impulsbudget 2027")
    assert found.kind == SEVERAL
    assert [one.sentence[-11:] for one in found.told] == ["€ 1.116.978", "€ 1.116.977"]


@pytest.mark.slow
def test_another_region_without_an_agenda_is_answered_of_its_own_places(
    live_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGION", "Rijk van Nijmegen")
    data = shutil.copytree(live_folder.parent, tmp_path / "data")
    build(data, tmp_path / "snapshots")
    with Snapshot.open(tmp_path / "snapshots") as elsewhere:
        found = answer(elsewhere, "wajong nijmegen")
        assert found.has_numbers
        assert " in Nijmegen " in found.told[0].sentence
        assert answer(elsewhere, "begroting 2028").kind in (NOTHING, WORDS)
        check_own_words(elsewhere, 5, 2)


def test_what_is_expected_is_told_as_such_and_a_word_stands_as_it_was_typed(snapshot: Snapshot) -> None:
    jobs = answer(snapshot, "zelfstandigen").told[0]
    assert jobs.sentence == "Banen van zelfstandigen in Midden-Gelderland in 2027: 52.900 banen (verwachting)"
    assert not [line for line in jobs.lines if line == "Verwachting."]  # the status says it
    assert answer(snapshot, "inwoners Nijmegen").lead.startswith("‘Nijmegen’ staat niet bij deze cijfers.")
    for text in ("instroom hbo", "hoeveel jongeren zijn er"):
        for told in answer(snapshot, text).told:
            assert not re.match(r"(.+)[:,] \1\b", told.sentence), told.sentence


def first(snapshot: Snapshot, text: str) -> str:
    return answer(snapshot, text).told[0].sentence


def test_a_sentence_says_of_what_and_where_its_number_is_and_says_it_once(snapshot: Snapshot) -> None:
    one_way = first(snapshot, "forensen foodvalley")
    assert one_way == "Pendel, FoodValley (woont hier, werkt elders) in Midden-Gelderland in 2023: 9.000 werknemers"
    national = first(snapshot, "impuls van werk naar werk 2026")
    assert national == "Financiering, Impuls van werk naar werk (landelijk) (bedrag) in 2026: € 13.500.000"
    country = first(snapshot, "netto arbeidsparticipatie nederland 2025")
    assert country.count("Nederland") == 1
    assert "niet seizoengecorrigeerd" in country
    assert first(snapshot, "werkloos").startswith("Werkloos in Midden-Gelderland eind 2024: 8.000 personen")


def test_a_percentage_has_the_decimals_of_its_source_and_a_change_its_direction(snapshot: Snapshot) -> None:
    assert first(snapshot, "groei banen zorg").endswith(": +7% (verwachting)")
    assert first(snapshot, "vacatures mbo").endswith("(zonder datum): +8%")
    assert first(snapshot, "mbo studenten verandering").endswith("−14%")
    assert first(snapshot, "hoeveel procent heeft wajong in de regio").endswith("3,0%")


def test_amounts_that_nothing_tells_apart_are_listed_with_the_reason(snapshot: Snapshot) -> None:
    (told,) = answer(snapshot, "harrie training").told
    assert told.sentence.endswith(": € 50.000 en € 50.000")
    assert any("kolommen" in line for line in told.lines)
    assert first(snapshot, "opzetten minor han").endswith(": PM")


def test_what_lacks_the_place_leads_to_the_nearest_and_names_no_other_in_its_place(snapshot: Snapshot) -> None:
    found = answer(snapshot, "arbeidsparticipatie arnhem")
    assert found.lead == "Hierover is er geen cijfer van Arnhem. Wel gevonden:"
    assert "Midden-Gelderland" in found.told[0].sentence
    assert "Arnhem, Doesburg, Duiven, Lingewaard, Overbetuwe" in answer(snapshot, "bevolking van Montferland").lead


def test_no_term_that_was_found_is_offered_again(snapshot: Snapshot) -> None:
    assert answer(snapshot, "voorlopig").near == ()


def test_the_way_leads_to_a_figure_that_tells_the_number_itself(snapshot: Snapshot) -> None:
    for text in ("inwonertal rozendaal 2024", "inwoners arnhem", "60-plussers industrie", "ww duiven percentage"):
        result = answer(snapshot, text).told[0].reading.result
        spot = spot_of(snapshot, result)
        assert spot is not None
        made = built(spot.declared.builder, snapshot, chosen_of(snapshot, result), spot.options)
        number = result.cells()[0][1].text
        assert number in " ".join([made.alt, *(cell for row in made.table.rows for cell in row)]), text
