"""The page Downloads: choose tables, places, sectors and periods; see the first rows; take files and addresses home."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from dashboard.about.dictionary import titles
from dashboard.about.sections import heading, paragraphs, section
from dashboard.addresses import data
from dashboard.asking.memory import once
from dashboard.composition.addressing import MUNICIPALITY, SECTOR, SNAPSHOT
from dashboard.export import datasets
from dashboard.export.datasets import FORMATS, PERIODS, REGION, Part
from dashboard.export.downloads import logged
from dashboard.figure.core import Table
from dashboard.screen import html, links
from dashboard.screen.choosing import row_key
from dashboard.screen.copying import copy_field
from dashboard.screen.filters import check
from dashboard.screen.frame import view
from dashboard.screen.putting import put
from dashboard.words import notation
from snapshot.export import dutch_rows
from snapshot.package import package_name, package_zip
from snapshot.read import Snapshot

TABLES = "tabellen"
KEYS = {MUNICIPALITY: "gemeenten", REGION: "gebieden", SECTOR: "sectoren", PERIODS: "perioden"}
LABELS = {
    MUNICIPALITY: ("Gemeenten", "Alle gemeenten"),
    REGION: ("Regio’s en gebieden", "Alle gebieden"),
    SECTOR: ("Sectoren", "Alle sectoren"),
    PERIODS: ("Perioden", "Alle perioden"),
}
FILES = (".xlsx", ".csv", "-international.csv", ".parquet")
PREVIEW, PREVIEWS, LONGEST = 8, 3, 36  # rows of a preview, tables of which there is one, signs of a cell
START = "Kies een of meer tabellen. Dan zie je hier de eerste rijen en kun je kiezen welke rijen je meeneemt."
LASTING = "Een adres geeft altijd de nieuwste cijfers bij deze keuze. In Excel: Gegevens ophalen > Van het web."
ALL = (
    "CSV voor Excel opent met een dubbelklik in Excel. CSV internationaal is voor andere programma’s. In het "
    "zipbestand zitten alle tabellen in beide vormen, met een beschrijving van alle kolommen (datapackage.json)."
)


@once
def _zip(snapshot: Snapshot) -> bytes:
    return package_zip(snapshot)


def downloads_page() -> None:
    """Draw the choices, what they give, and the files."""
    snapshot, _ = view()
    words = {title: name for name, title in titles(snapshot).items()}
    names = [words[title] for title in _several("Tabellen", "Kies tabellen", list(words), key=TABLES)]
    if not names:
        put(section(paragraphs(START)))
    else:
        chosen = _chosen(snapshot, names)
        parts = {name: datasets.part_of(snapshot, name, chosen) for name in names}
        _show(snapshot, parts, chosen)
    _whole(snapshot)


def _several(label: str, placeholder: str, options: list[str], *, key: str) -> list[str]:
    """Draw a list of which several can be chosen; what another choice made impossible gives way quietly."""
    check(key, options)
    if held := st.session_state.get(key):
        st.session_state[key] = [value for value in held if value in options]
    return st.multiselect(
        label, options, key=key, placeholder=placeholder, select_all=False, bind="query-params", persist_state="session"
    )


def _chosen(snapshot: Snapshot, names: Sequence[str]) -> dict[str, list[str]]:
    """Draw a list for each thing that any of the tables tells apart."""
    offered: dict[str, dict[str, None]] = {}
    for name in names:
        for one in datasets.dimensions(snapshot, name):
            offered.setdefault(one.name, {}).update(dict.fromkeys(one.words))
    chosen: dict[str, list[str]] = {}
    shown = [name for name in LABELS if name in offered]
    with st.container(key=row_key("keuzes", "downloads", len(shown)), horizontal=True, gap="medium"):
        for name in shown:
            with st.container(width=300):
                chosen[name] = _several(*LABELS[name], list(offered[name]), key=KEYS[name])
    return chosen


def _show(snapshot: Snapshot, parts: Mapping[str, Part | None], chosen: Mapping[str, Sequence[str]]) -> None:
    counts = {name: datasets.count(snapshot, part) if part else 0 for name, part in parts.items()}
    total = sum(counts.values())
    told = f"{_rows(total)} uit {_tables(len(parts))}"
    put(section(heading(told), paragraphs(*_lacking(snapshot, parts, chosen))))
    found = [part for name, part in parts.items() if part and counts[name]]
    if total > datasets.MOST:
        most = notation.number(datasets.MOST)
        put(section(paragraphs(f"Dat is te veel voor één bestand: er passen {most} rijen in. Kies minder.")))
        return
    if not found:
        return
    _files(snapshot, found)
    for part in found[:PREVIEWS]:
        put(_preview(snapshot, part, counts[part.dataset]))
    put(_addresses(snapshot, found, chosen))


def _lacking(
    snapshot: Snapshot, parts: Mapping[str, Part | None], chosen: Mapping[str, Sequence[str]]
) -> Iterable[str]:
    """Return of each table what is chosen and that it does not tell apart, or that it has no rows for it."""
    for name, part in parts.items():
        title = snapshot.datasets[name].title
        known = {one.name for one in datasets.dimensions(snapshot, name)}
        missing = [LABELS[what][0].lower() for what, given in chosen.items() if given and what not in known]
        if part is None:
            yield f"{title}: geen rijen bij deze keuze."
        elif missing:
            yield f"{title}: hier is geen keuze van {notation.listing(missing, 'of')}; die keuze werkt hier niet."


def _files(snapshot: Snapshot, parts: Sequence[Part]) -> None:
    is_one = len(parts) == 1
    title = snapshot.datasets[parts[0].dataset].title if is_one else "gegevens"
    stem = f"{notation.slug(title)}-{snapshot.id}"
    with st.container(key="downloadknoppen", horizontal=True, gap="small"):
        for suffix in FILES:
            form = FORMATS[suffix]
            make = (
                partial(form.make, snapshot, parts[0]) if is_one else partial(datasets.bundle, snapshot, parts, suffix)
            )
            is_zip = not is_one and suffix != ".xlsx"
            name = f"{stem}{suffix.replace('.', '-')}.zip" if is_zip else f"{stem}{suffix}"
            label = f"{form.label} (zip)" if is_zip else form.label
            _button(label, name, "application/zip" if is_zip else form.media, make, key=f"download{suffix}")
        words = partial(datasets.dictionary, snapshot, parts)
        _button("Woordenboek", f"{stem}-woordenboek.csv", "text/csv", words, key="download-woordenboek")


def _button(label: str, name: str, media: str, make: partial[bytes], *, key: str) -> None:
    st.download_button(
        label,
        data=partial(logged, name, make),
        file_name=name,
        mime=media,
        key=key,
        on_click="ignore",
        icon=":material/download:",
    )


@once
def _preview(snapshot: Snapshot, part: Part, count: int) -> str:
    result = datasets.rows(snapshot, part)
    first = result.only(result.rows[:PREVIEW])
    header, rows = dutch_rows(first.dataset, first.frame, first.labels)
    cells = tuple(tuple(_word(cell) for cell in row) for row in rows)
    shown = f"de eerste {PREVIEW} van {_rows(count)}" if count > PREVIEW else _rows(count)
    title = f"{result.dataset.title}: {shown}"
    numeric = [place for place in range(len(header)) if any(isinstance(row[place], int | float) for row in rows)]
    return html.table(Table(tuple(header), cells, tuple(numeric)), title)


def _word(cell: object) -> str:
    """Return a cell as the preview shows it: long remarks are cut, the files have them whole."""
    text = "" if cell is None else str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def _addresses(snapshot: Snapshot, parts: Sequence[Part], chosen: Mapping[str, Sequence[str]]) -> str:
    """Return the lasting address of each table with the choice that it can follow."""
    server = urlsplit(st.context.url or "")
    frozen = {SNAPSHOT: [snapshot.id]} if links.carried(SNAPSHOT) else {}
    fields = ""
    for part in parts:
        known = {one.name: one for one in datasets.dimensions(snapshot, part.dataset)}
        values = {
            name: [one for one in given if known[name].code(one) is not None]
            for name, given in chosen.items()
            if name in known
        }
        path = data.file_address(part.dataset, ".csv", {**values, **frozen})
        title = snapshot.datasets[part.dataset].title
        address = f"{server.scheme}://{server.netloc}{path}"
        fields += copy_field(f"Vast adres van {title}", address, key=f"adres-{part.dataset}")
    more = '<p class="mg-note"><a href="/data/" target="_blank">Alle adressen</a></p>'
    return section(heading("Vaste adressen", "adressen"), paragraphs(LASTING)) + fields + more


LASTING = (
    "Een adres geeft altijd de nieuwste cijfers bij deze keuze. In Excel gebruik je het met Gegevens > Van het web."
)


def _whole(snapshot: Snapshot) -> None:
    """Draw the button with all tables in one file."""
    put(section(heading("Alles in één keer", "alles"), paragraphs(ALL)))
    name = f"{package_name(snapshot)}-{snapshot.id}.zip"
    _button("Alles in één zipbestand", name, "application/zip", partial(_zip, snapshot), key="download-alles")


def _rows(count: int) -> str:
    return "1 rij" if count == 1 else f"{notation.number(count)} rijen"


def _tables(count: int) -> str:
    return "1 tabel" if count == 1 else f"{count} tabellen"
