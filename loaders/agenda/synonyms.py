"""Each word that a reader can type leads to something that exists: a dataset, measure, label, place, term or unit."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

import pandas as pd

from snapshot.errors import Failure
from snapshot.model import UNITS, Dataset

DATASET = "synonyms"
PLACES = ("region", "municipalities")  # the region itself, and each of its municipalities
NUMBERS = "count"  # any unit that counts things


def check(loaded: Mapping[str, pd.DataFrame], declared: Iterable[Dataset]) -> list[Failure]:
    """Return the words that lead to nothing; nothing where the table, or one that it leads to, is not there.

    Args:
        loaded: Text cells by dataset, indexed by (file, line).
        declared: Every dataset that a snapshot can hold, also those that come with a refresh.
    """
    columns = {DATASET: {"word", "kind", "target"}, "terms": {"term_id"}, "regions": {"region_code"}}
    if any(name not in loaded or not wanted <= set(loaded[name]) for name, wanted in columns.items()):
        return []
    known = _known(loaded, tuple(declared))
    words = loaded[DATASET]
    return [
        _unknown(place, row["target"], known[row["kind"]])
        for place, row in zip(words.index, words.to_dict("records"), strict=True)
        if row["kind"] in known and row["target"] not in known[row["kind"]]
    ]


def _known(loaded: Mapping[str, pd.DataFrame], declared: tuple[Dataset, ...]) -> dict[str, set[str]]:
    coded = {f"{column.name}.{code}" for one in declared for column in one.columns for code in column.labels}
    sectors = set(loaded["sectors"]["sector"]) if "sectors" in loaded else set()
    return {
        "dataset": {one.name for one in declared},
        "measure": {f"{one.name}.{measure.name}" for one in declared for measure in one.measures},
        "label": coded | {f"sector.{code}" for code in sectors},
        "place": {*loaded["regions"]["region_code"], *PLACES},
        "term": set(loaded["terms"]["term_id"]),
        "unit": {*UNITS, NUMBERS},
    }


def _unknown(place: tuple[str, int], found: str, known: set[str]) -> Failure:
    near = difflib.get_close_matches(found, sorted(known), n=4, cutoff=0.6)
    expected = f"what exists, near: {', '.join(near)}" if near else "what exists"
    file, line = place
    return Failure(str(file), int(line), "target", repr(found), expected)
