"""Take a whole page home: one button per kind of file, made on the click."""

from __future__ import annotations

import logging
from functools import partial

import streamlit as st

from dashboard.availability import figures
from dashboard.export import about
from dashboard.export.package import FORMATS, SECTOR_TITLE, Kind, page_items, page_package, sector_items, sector_package
from dashboard.figures.region_series import others
from dashboard.filters import REGION
from dashboard.queries import priority_sectors
from dashboard.selection import Selection
from dashboard.site import PageInfo
from snapshot import clock
from snapshot.read import Snapshot

SECTOR_PAGE = "sectoren"
PAGE, SECTOR = "Neem deze pagina mee", "Sectortafel-pakket"
log = logging.getLogger("dashboard")


def draw_page_package(snapshot: Snapshot, info: PageInfo, selection: Selection) -> None:
    """Draw the button that offers all figures of a page, and on the page about sectors those of the chosen sector.

    What it offers is drawn when it is opened, and a file is made when it is asked for.
    """
    if not figures(snapshot, info.path):
        return
    with st.container(key="meenemen", horizontal=True, gap="small"):
        _popover(PAGE, snapshot, info, selection)
        if info.path == SECTOR_PAGE and selection.sector:
            _popover(SECTOR, snapshot, info, selection)


@st.fragment
def _popover(label: str, snapshot: Snapshot, info: PageInfo, selection: Selection) -> None:
    key = "pakket-sector" if label == SECTOR else "pakket-pagina"
    popover = st.popover(label, icon=":material/folder_zip:", key=key, on_change="rerun")
    if not popover.open:
        return
    with popover:
        try:
            _files(label, snapshot, info, selection)
        except Exception:
            log.exception("the package of %s failed", info.path)
            st.warning("Deze bestanden kunnen nu niet worden gemaakt. De losse downloads bij de figuren werken wel.")


def _files(label: str, snapshot: Snapshot, info: PageInfo, selection: Selection) -> None:
    today = clock.today().isoformat()
    if label == SECTOR:
        items = sector_items(snapshot, selection)
        title = SECTOR_TITLE.format(priority_sectors(snapshot).get(selection.sector, ""))
        make = partial(sector_package, snapshot, selection)
        text = (
            f"{_all(len(items))} die iets {'zegt' if len(items) == 1 else 'zeggen'} over deze sector, met je filters."
        )
    else:
        other = _other_region(snapshot)
        items = page_items(info.path, snapshot, selection, today, other)
        title = info.title
        make = partial(page_package, info.path, snapshot, selection, today=today, other=other)
        text = f"{_all(len(items))} van deze pagina, ook de keuzes die nu niet te zien zijn, met je filters."
    st.html(f'<p class="mg-note">{text}</p>')
    stem = about.package_stem(title, items)
    with st.container(gap=None):
        for kind, found in FORMATS.items():
            st.download_button(
                found.label,
                data=partial(_content, make, kind),
                file_name=f"{stem}.{kind}",
                mime=found.mime,
                key=f"{label}-{info.path}-{kind}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )


def _other_region(snapshot: Snapshot) -> str:
    """Return the code of the region that the reader picked to compare with, or '' for the first one."""
    picked = st.session_state.get(REGION)
    return next((code for code, title in others(snapshot).items() if title == picked), "")


def _all(count: int) -> str:
    return "De ene figuur" if count == 1 else f"Alle {count} figuren"


def _content(make: partial[tuple[bytes, str]], kind: Kind) -> bytes:
    """Make the file; its name is known already."""
    return make(kind=kind)[0]
