"""The pages bronnen and begrippen, and the data package that can be taken home."""

from __future__ import annotations

import io
import itertools
import json
import re
import zipfile
from html import escape
from itertools import pairwise
from pathlib import Path

import frictionless
import pytest

from dashboard.about import dictionary, explanation, reconciliations, sources, terms, terms_page
from dashboard.about.terms_used import figures_with, read_of, terms_in
from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.composition.availability import can_draw
from dashboard.composition.catalogue import composition, on_page
from dashboard.composition.site import SUBJECTS
from dashboard.screen.help import STEPS, first_steps
from loaders.export import export
from snapshot.model import STATUSES
from snapshot.package import DESCRIPTOR, dutch_name, international_name, package_files, package_zip
from snapshot.read import Reconciliation, Snapshot
from tests.helpers import SHOWN, made_first


def test_every_reconciliation_is_shown_once_the_deviating_ones_first_and_none_without_a_subject(
    snapshot: Snapshot,
) -> None:
    html = reconciliations.reconciliation_section(snapshot)
    assert html.count('<th scope="row">') == len(snapshot.reconciliations)
    assert all(item.subject and item.subject in html for item in snapshot.reconciliations)
    assert "Overig" not in html
    known = [item for item in snapshot.reconciliations if item.outcome == reconciliations.DEVIATES]
    assert known
    assert all(item.reason in html for item in known)
    assert html.rindex("wijkt af, bekend") < html.index("sluit precies")


def test_the_counts_add_up_and_a_check_that_cannot_run_yet_does_not_count_as_exact(snapshot: Snapshot) -> None:
    later = reconciliations.waiting(snapshot)
    assert len(later) == 8
    assert set(later) <= {item.name for item in snapshot.reconciliations}
    checked = [item for item in snapshot.reconciliations if item.name not in later]
    sentence = reconciliations.count_sentence(checked, len(later))
    total, exact, near, off, waiting = (int(number) for number in re.findall(r"\d+", sentence))
    assert total == exact + near + off
    assert total + waiting == len(snapshot.reconciliations)
    assert "€ 652.500" in reconciliations.reconciliation_section(snapshot)  # ambities 2 t/m 6, 2027 incidenteel


def _compared(**changed: object) -> tuple[str, str, str, str]:
    known = {"left": 74.0, "right": 73.026, "tolerance": 0.5, "unit": "pct", "outcome": "known_deviation"}
    fields = {"name": "x", "title": "x", "left_title": "x", "right_title": "x", **known, **changed}
    return reconciliations.compared(Reconciliation(**fields))  # type: ignore[arg-type]


def test_both_sides_are_written_in_their_unit_and_a_published_percentage_as_it_was_published() -> None:
    assert _compared() == ("74%", "73,0%", "1,0 procentpunt", "0,5 procentpunt")
    money = _compared(left=827390.0, right=827391.0, tolerance=1, unit="eur")
    assert money == ("€ 827.390", "€ 827.391", "€ 1", "€ 1")
    assert _compared(left=43.0, right=43.0, tolerance=0.0, unit="index") == ("43", "43", "geen", "niets")
    jobs = _compared(left=201554.907, right=202000.0, tolerance=1500, unit="jobs")
    assert jobs == ("201.555 banen", "202.000 banen", "445 banen", "1.500 banen")


def test_every_source_is_shown_with_its_users_and_only_web_addresses_become_links(snapshot: Snapshot) -> None:
    used = sources.users(snapshot)
    assert set(used) == set(snapshot.sources)
    assert "Uitkeringen per gemeente" in used["uwv-atlas-sv-2024"]
    html = sources.source_section(snapshot)
    assert html.count('<th scope="row">') == len(snapshot.sources)
    links = [source for source in snapshot.sources.values() if source.landing_page]
    assert html.count('target="_blank" rel="noopener"') == len(links)
    assert "javascript:" not in sources.outside_link("x", "javascript:alert(1)")


def test_the_dictionary_knows_every_column_and_code_of_every_dataset(snapshot: Snapshot) -> None:
    assert dictionary.summary_section(snapshot).count('<th scope="row">') == len(snapshot.datasets)
    for name, dataset in snapshot.datasets.items():
        html = dictionary.dictionary(snapshot, name)
        assert html.count('<th scope="row">') == len(dataset.columns)
        assert all(f"<code>{code}</code>" in html for column in dataset.columns for code in column.labels)
        assert all(sources.escape(warning) in html for warning in dataset.warnings)
    assert dictionary.grain(snapshot.datasets["benefits"]) == "regio, uitkering, grootheid en periode"


def test_all_statuses_are_explained_and_counted(snapshot: Snapshot) -> None:
    html = explanation.explanation_section(snapshot)
    assert all(status.meaning in html for status in STATUSES.values())
    counts = explanation.status_counts(snapshot)
    assert counts["suppressed"] == 6  # Rozendaal: three schemes of UWV, number and share
    assert counts["to_be_determined"] == 10  # expenses of 2029 and 2030: four headings and the total


def test_all_terms_stand_flat_in_dutch_order_with_their_own_anchor(snapshot: Snapshot) -> None:
    found = terms.all_terms(snapshot)
    html = terms_page.terms_page(snapshot, "")
    anchors = re.findall(r'<div id="([^"]+)"><dt>', html)
    assert anchors == [term.anchor for term in found]
    assert len(set(anchors)) == len(anchors) == snapshot.row_counts["terms"]
    words = [term.word for term in found]
    assert words.index("Mbo") < words.index("Meerjarenagenda")
    assert words.index("Niet van toepassing") < words.index("n.t.b. (nader te bepalen)") < words.index("Nulmeting")
    inside = set(re.findall(r'href="#([^"]+)"', html))
    assert inside <= set(re.findall(r'id="([^"]+)"', html))


def test_every_see_also_leads_somewhere_and_no_term_says_the_same_as_another(snapshot: Snapshot) -> None:
    found = terms.all_terms(snapshot)
    known = {term.anchor for term in found}
    assert [(term.anchor, other) for term in found for other in term.see_also if other not in known] == []
    assert [term.anchor for term in found if term.anchor in term.see_also] == []
    assert len({term.definition for term in found}) == len(found)
    assert [term.anchor for term in found if not term.definition.endswith(".")] == []


def test_a_search_finds_without_capitals_and_accents_names_first(snapshot: Snapshot) -> None:
    found = [term.anchor for term in terms.search(terms.all_terms(snapshot), "wajong")]
    assert found[0] == "wajong"
    assert "uwv" in found
    html = terms_page.terms_page(snapshot, "WAJONG")
    assert f"{len(found)} begrippen gevonden" in html
    assert 'href="begrippen#' in html  # a term that the search hides is on the page with all terms


@pytest.mark.parametrize(
    ("wanted", "anchor"),
    [("krapte", "spanning-krap"), ("wat betekent krapte", "spanning-krap"), ("personeelstekort", "spanning-krap")],
)
def test_a_search_for_a_term_knows_its_forms_and_synonyms(snapshot: Snapshot, wanted: str, anchor: str) -> None:
    assert anchor in [term.anchor for term in terms.search(terms.all_terms(snapshot), wanted)]


def test_every_synonym_of_a_term_finds_it(snapshot: Snapshot) -> None:
    known = terms.all_terms(snapshot)
    for row in ask(snapshot, "synonyms", kind="term").rows:
        assert row["target"] in [term.anchor for term in terms.search(known, row["word"])], row["word"]


def test_a_page_explains_the_term_that_it_is_named_after(snapshot: Snapshot) -> None:
    known = {term.word: term for term in terms.all_terms(snapshot)}
    named = [info for info in SHOWN if info.group == SUBJECTS and info.title in known and on_page(info.path)]
    assert "Banenafspraak" in [info.title for info in named]
    for info in named:
        figures = [one for one in on_page(info.path) if can_draw(snapshot, one)]
        read = [read_of(made_first(snapshot, one, Selection(region=snapshot.region))) for one in figures]
        assert known[info.title] in [term for text in read for term in terms_in(snapshot, text)], info.title


def test_a_term_leads_to_figures_in_which_it_stands(snapshot: Snapshot) -> None:
    words = {term.anchor: term.word for term in terms.all_terms(snapshot)}
    used = figures_with(snapshot)
    assert {"bijstand", "wajong", "spanning-krap", "banenafspraak"} <= set(used)
    shown = {info.path for info in SHOWN}
    for anchor, figures in used.items():
        for title, address in figures:
            path, _, question = address.partition("#")
            assert path.split("?")[0] in shown, (words[anchor], address)
            assert question in [section.anchor for section in composition(path.split("?")[0]).sections], address
            assert f'href="{escape(address)}"' in terms_page.terms_page(snapshot, words[anchor]), title


def test_the_first_steps_say_no_word_twice() -> None:
    plain = " ".join(itertools.chain(*STEPS)).split()
    assert all(sentence in first_steps() for _, sentence in STEPS)
    assert [one for one, other in pairwise(plain) if one.strip(".,") == other.strip(".,")] == []


@pytest.mark.parametrize("wanted", ["bijstant", "sapnning", "<script>alert(1)</script>", "x" * 5000])
def test_a_search_without_result_teaches_and_stays_harmless(snapshot: Snapshot, wanted: str) -> None:
    html = terms_page.terms_page(snapshot, wanted)
    assert "Geen begrip gevonden" in html
    assert f"alle {snapshot.row_counts['terms']} begrippen" in html
    assert "<script" not in html
    assert len(html) < 2500
    if wanted == "bijstant":
        assert 'href="begrippen#bijstand"' in html


def test_the_exported_folder_is_a_valid_data_package_with_every_dataset_thrice(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    written = {path.name for path in export(snapshot, tmp_path)}
    for name in snapshot.datasets:
        assert {dutch_name(name), international_name(name), f"{name}.parquet"} <= written
    report = frictionless.Package(str(tmp_path / DESCRIPTOR)).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]
    assert len(report.tasks) == 2 * len(snapshot.datasets)
    rows = {task.name: task.stats["rows"] for task in report.tasks}
    assert rows["benefits"] == rows["benefits-international"] == snapshot.row_counts["benefits"]


def test_the_zip_is_a_valid_data_package_and_the_same_each_time(snapshot: Snapshot, tmp_path: Path) -> None:
    content = package_zip(snapshot)
    assert content == package_zip(snapshot)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == list(package_files(snapshot))
        archive.extractall(tmp_path)
    report = frictionless.Package(str(tmp_path / DESCRIPTOR)).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]


def test_the_descriptor_notices_a_wrong_file(snapshot: Snapshot, tmp_path: Path) -> None:
    for name, content in package_files(snapshot).items():
        (tmp_path / name).write_bytes(content)
    broken = tmp_path / international_name("benefits")
    broken.write_bytes(broken.read_bytes().replace(b",suppressed,", b",hidden,"))
    errors = frictionless.Package(str(tmp_path / DESCRIPTOR)).validate().flatten(["type"])
    assert {error for (error,) in errors} == {"constraint-error"}


def test_each_resource_names_its_sources_and_licences(snapshot: Snapshot) -> None:
    described = json.loads(package_files(snapshot)[DESCRIPTOR])
    by_name = {resource["name"]: resource for resource in described["resources"]}
    assert described["version"] == snapshot.id
    assert {licence["name"] for licence in by_name["benefits"]["licenses"]} == {"CC-BY-4.0", "other"}
    assert any("Atlas SV" in source["title"] for source in by_name["benefits"]["sources"])
