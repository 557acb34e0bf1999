"""Downloads of whole datasets: each as two CSVs, and all of them as one zip. Made on the click."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from dashboard.about.dictionary import titles
from dashboard.about.sections import heading, paragraphs, section
from dashboard.asking.memory import once
from dashboard.export.downloads import logged
from dashboard.words import notation
from snapshot.package import dutch_csv, international_csv, package_name, package_zip
from snapshot.read import Snapshot

INTRO = (
    "CSV voor Excel opent met een dubbelklik in Excel. CSV internationaal is voor andere programma’s. In het "
    "zipbestand zitten alle tabellen in beide vormen, met een beschrijving van alle kolommen (datapackage.json)."
)


@once
def _zip(snapshot: Snapshot) -> bytes:
    return package_zip(snapshot)


def package_downloads(snapshot: Snapshot) -> None:
    """Draw the section: the zip on top, then a row of two buttons per dataset."""
    st.html(section(heading("Downloads", "downloads"), paragraphs(INTRO)))
    name = f"{package_name(snapshot)}-{snapshot.id}.zip"
    st.download_button(
        "Alles in één zipbestand",
        data=partial(logged, name, partial(_zip, snapshot)),
        file_name=name,
        mime="application/zip",
        key="download-alles",
        on_click="ignore",
        icon=":material/download:",
    )
    with st.container(key="downloadlijst", gap=None):
        for name, title in titles(snapshot).items():
            _row(snapshot, name, title)


def _row(snapshot: Snapshot, name: str, title: str) -> None:
    stem = f"{notation.slug(title)}-{snapshot.id}"
    with st.container(key=f"downloadrij-{name}", horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(f'<p class="mg-row-name">{escape(title)}</p>')
        _button("CSV voor Excel", f"{stem}.csv", partial(dutch_csv, snapshot, name), name)
        _button("CSV internationaal", f"{stem}-international.csv", partial(international_csv, snapshot, name), name)


def _button(label: str, file_name: str, content: Callable[[], bytes], name: str) -> None:
    st.download_button(
        label,
        data=partial(logged, file_name, content),
        file_name=file_name,
        mime="text/csv",
        key=f"download-{name}-{notation.slug(label)}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
