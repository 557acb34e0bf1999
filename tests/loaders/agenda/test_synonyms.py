"""Every word that a reader can type leads to something; one that does not stops the build, with its place."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dashboard.finding.vocabulary import vocabulary
from loaders.build import load
from snapshot.errors import ValidationError
from snapshot.read import Snapshot
from tests.helpers import DATA, copy_data

FILE = "reference/synonyms.csv"


@pytest.mark.parametrize("kind", ["dataset", "label", "measure", "place", "term", "unit"])
def test_a_word_that_leads_to_nothing_is_named_with_its_line(kind: str, tmp_path: Path) -> None:
    data = copy_data(tmp_path / "data")
    lines = (data / FILE).read_text(encoding="utf-8").splitlines()
    drawn = random.Random(kind).choice([at for at, line in enumerate(lines) if line.split(",")[1] == kind])
    word, _, target, *rest = lines[drawn].split(",")
    lines[drawn] = ",".join([word, kind, f"{target}x", *rest])
    (data / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ValidationError) as caught:
        load(data)
    (failure,) = caught.value.failures
    assert (failure.line, failure.column, failure.found) == (drawn + 1, "target", repr(f"{target}x"))
    assert target in failure.expected or kind == "unit"


def test_every_word_has_a_reason(snapshot: Snapshot) -> None:
    assert all(row["reason"] for row in snapshot.rows("synonyms"))


def test_every_word_names_what_it_leads_to(snapshot: Snapshot) -> None:
    known = vocabulary(snapshot)
    for row in snapshot.rows("synonyms"):
        phrase = known.phrase(row["word"])
        match row["kind"]:
            case "place":
                assert phrase in known.places, row
            case "term":
                assert row["target"] in known.terms[phrase], row
            case "unit":
                assert known.units[phrase] == row["target"], row
            case _ if row["target"].partition(".")[0] in snapshot.datasets:
                assert known.phrases[phrase], row


def test_no_word_stands_twice_for_the_same_thing() -> None:
    lines = (DATA / FILE).read_text(encoding="utf-8").splitlines()[1:]
    keys = [tuple(line.split(",")[:3]) for line in lines]
    assert len(set(keys)) == len(keys)
    assert keys == sorted(keys), "in the order of the words"
