"""Bronnen: every source with its dates and licence, and the datasets that use it."""

from __future__ import annotations

from html import escape

from dashboard.about.sections import heading, outside_link, paragraphs, section, table, under
from dashboard.asking.memory import once
from dashboard.words import notation
from snapshot.model import Source
from snapshot.package import used_sources
from snapshot.read import Snapshot

NOT_GIVEN = "niet opgegeven"
BACKGROUND = "alleen achtergrond"
HEADER = ("Bron", "Gepubliceerd", "Opgehaald", "Licentie", "Gebruikt in")
WIDTHS = (38, 12, 12, 14, 24)


def users(snapshot: Snapshot) -> dict[str, list[str]]:
    """Return, per source id, the titles of the datasets whose rows name it."""
    found: dict[str, list[str]] = {id_: [] for id_ in snapshot.sources}
    for name, dataset in snapshot.datasets.items():
        for source in used_sources(snapshot, name):
            found[source.id].append(dataset.title)
    return found


@once
def source_section(snapshot: Snapshot) -> str:
    """Return the section as HTML: one row per source, most used first."""
    used = users(snapshot)
    ordered = sorted(snapshot.sources.values(), key=lambda source: (-len(used[source.id]), source.attribution.lower()))
    rows = [_row(source, used[source.id]) for source in ordered]
    intro = (
        f"Dit dashboard gebruikt {len(ordered)} bronnen. Een link met ↗ gaat naar de bron zelf en opent in een nieuw "
        "tabblad. Noem altijd de bron als je een cijfer gebruikt."
    )
    return section(
        heading("Bronnen", "bronnen"),
        paragraphs(intro),
        table(HEADER, rows, caption="Alle bronnen", widths=WIDTHS),
    )


def _row(source: Source, datasets: list[str]) -> tuple[str, ...]:
    about = [
        source.publisher,
        f"tabel {source.table_id}" if source.table_id else "",
        f"via {source.via}" if source.via else "",
        source.state,
    ]
    by = "door de opstellers van de agenda" if source.via and source.retrieved else ""
    return (
        under(outside_link(source.title, source.landing_page), ", ".join(part for part in about if part)),
        escape(_date(source.published)),
        under(escape(_date(source.retrieved)), by),
        escape(source.licence or NOT_GIVEN),
        escape("; ".join(datasets) or BACKGROUND),
    )


def _date(iso: str) -> str:
    return notation.day(iso) if iso else NOT_GIVEN
