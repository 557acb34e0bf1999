"""The parts of a search: words, periods, ways and the page."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.composition import availability
from dashboard.composition.site import PAGES
from dashboard.finding.answers import ANSWER, SEVERAL, answer
from dashboard.finding.examples import examples
from dashboard.finding.page import answer_html
from dashboard.finding.periods import answering, asked_period, nearest
from dashboard.subjects.exploring.offering import Wish, offer
from dashboard.words.stems import alike, compound, fold, stem
from snapshot.read import Snapshot
from tests.dashboard.finding.test_questions import golden


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("banen", "baan"), ("vacatures", "vacature"), ("uitkeringen", "uitkering"), ("gemeenten", "gemeente"),
        ("werklozen", "werkloos"), ("inwoners", "inwoner"), ("werkt", "werk"), ("jongeren", "jongere"),
        ("krapte", "krap"), ("Privé’s", "prive"),
    ],
)  # fmt: skip
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    (first,), (second,) = fold(one), fold(other)
    assert stem(first) == stem(second)


def test_words_that_differ_stay_apart() -> None:
    assert stem("wia") != stem("wao")
    assert stem("2024") == "2024"
    assert alike("2025", {"2024"}) == {}
    assert alike("ww", {"wia"}) == {}
    assert alike("bank", {stem("banen")}) == {}


def test_a_compound_is_its_parts() -> None:
    known = {stem("bijstand"), stem("uitkering")}
    assert compound(stem("bijstandsuitkering"), known) == (stem("bijstand"), stem("uitkering"))
    assert compound(stem("bijstandsfraude"), known) == ()


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("begroting 2028", "2028"), ("ww in december 2024", "2024-12"), ("op 31 december 2024", "2024-12-31"),
        ("4e kwartaal 2025", "2025-Q4"), ("vacatures 2020 Q1", "2020-Q1"), ("vierde kwartaal 2025", "2025-Q4"),
        ("eind 2024", "2024-end"), ("2026 t/m 2027", "2026..2027"), ("schooljaar 2024/2025", "2024/2025"),
        ("45 december 2024", "2024"), ("31 februari 2024", "2024"),
    ],
)  # fmt: skip
def test_a_period_is_read(question: str, code: str) -> None:
    asked, _ = asked_period(fold(question))
    assert asked is not None
    assert asked.code in (code, f"{code}-12")


@pytest.mark.parametrize("question", ["inwoners van 15 t/m 64 jaar", "mbo 4", "125.000 banen", "", "1830", "3000"])
def test_a_number_that_is_no_year_is_no_period(question: str) -> None:
    assert asked_period(fold(question)) == (None, frozenset())


def test_the_periods_that_answer_a_question_come_best_first() -> None:
    asked, _ = asked_period(("2024",))
    assert asked is not None
    assert answering(asked, ["2023", "2024-Q1", "2024-Q2", "2024", "2023..2028", "undated"]) == [
        "2024", "2024-Q2", "2024-Q1", "2023..2028",
    ]  # fmt: skip
    assert nearest(asked, ["2019", "2022", "undated"]) == "2022"
    assert nearest(asked, ["undated"]) == ""


def test_every_way_leads_to_what_can_be_chosen(snapshot: Snapshot) -> None:
    paths = {info.path for info in PAGES}
    checked = 0
    for row in golden()[::3]:
        for one in answer(snapshot, row["question"]).told:
            for way in one.ways:
                parts = urlsplit(way.address)
                assert parts.path in paths
                chosen = {name: values[0] for name, values in parse_qs(parts.query).items() if name != "gemeente"}
                if parts.path != "verkennen":
                    offered = {
                        (option.choice.key, word)
                        for declared in availability.figures(snapshot, parts.path)
                        for option in declared.all_options
                        for word in option.of(snapshot).values()
                    }
                    assert set(chosen.items()) <= offered, way
                elif "cijfers" in chosen:
                    dataset = next(c for c, w in offer(snapshot, Wish()).datasets.items() if w == chosen["cijfers"])
                    first = offer(snapshot, Wish(dataset))
                    measure = next(c for c, w in first.measures.items() if w == chosen["grootheid"])
                    views = offer(snapshot, Wish(dataset, measure)).views
                    view = next(c for c, w in views.items() if w == chosen["indeling"])
                    rests = offer(snapshot, Wish(dataset, measure, view)).rests
                    assert chosen.get("bij", "") in rests.values() or not rests
                checked += 1
    assert checked > 60


def test_the_examples_are_of_this_region_and_are_answered(snapshot: Snapshot) -> None:
    found = examples(snapshot)
    assert len(found) >= 4
    assert {answer(snapshot, example).kind for example in found} <= {ANSWER, SEVERAL}
    page = answer_html(answer(snapshot, ""), lambda address: address, found)
    assert all(example in page for example in found)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "bijstand <b>rheden</b>", "\x00\ud800", "' OR 1=1 --"])
def test_what_is_typed_is_text_and_nothing_else(snapshot: Snapshot, text: str) -> None:
    page = answer_html(answer(snapshot, text), lambda address: address)
    assert "<script" not in page
    assert "<b>" not in page
