"""The rows of several figures as one zip of CSVs, with the data package that describes them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from dashboard.asking.queries import Result
from dashboard.export import about
from dashboard.export.about import Item
from dashboard.words import notation
from snapshot.export import KEPT, csv_dutch, csv_international, dutch_rows
from snapshot.package import DESCRIPTOR, README, dutch_name, international_name, resources, zipped


def csv_package(items: Sequence[Item], title: str) -> bytes:
    """Return a zip with two CSVs for each dataset of each figure, datapackage.json and a read-me."""
    first = items[0].figure.results[0]
    files: dict[str, bytes] = {}
    described: list[dict[str, Any]] = []
    for stem, name, result in _named(items):
        header, rows = dutch_rows(result.dataset, result.frame, result.labels)
        files[dutch_name(stem)] = csv_dutch(header, rows)
        files[international_name(stem)] = csv_international(result.dataset, result.frame)
        described += resources(result.dataset, result.frame, result.labels, result.sources, stem=stem, title=name)
    package = {
        "name": notation.slug(title),
        "title": title,
        "version": first.snapshot_id,
        "created": first.built_at,
        "resources": described,
    }
    files[DESCRIPTOR] = (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()
    files[README] = _readme(items, title).encode("utf-8-sig")
    return zipped(files, first.built_at)


def _named(items: Sequence[Item]) -> Iterator[tuple[str, str, Result]]:
    """Give each dataset of each figure a file name of its own and a title."""
    taken: set[str] = set()
    for figure, result in about.distinct(items):
        wanted = notation.slug(figure.title)
        stem, place = wanted, 1
        while stem in taken:
            place += 1
            stem = f"{wanted}-{place}"
        taken.add(stem)
        yield stem, f"{figure.title}: {result.dataset.title}", result


def _readme(items: Sequence[Item], title: str) -> str:
    lines = [
        title,
        "",
        "Bestanden met -international zijn voor andere programma's dan Excel.",
        KEPT,
        about.EMPTY_IS_NOT_ZERO,
    ]
    for item in items:
        lines += ["", *(f"{word}: {text}" for word, text in about.facts(item.figure, item.selection))]
        lines += [f"Notitie: {item.note}"] if item.note else []
    return "\r\n".join(lines) + "\r\n"
