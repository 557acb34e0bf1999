"""Take a whole page home: its files, each made when it is asked for."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.addresses.packages import REGION, SECTOR_TABLE, file_address, file_name
from dashboard.asking.selection import Selection
from dashboard.composition.availability import has_package
from dashboard.composition.site import PageInfo
from dashboard.export.package import FORMATS
from dashboard.screen import html
from dashboard.subjects.regions.region_series import others
from snapshot.read import Snapshot

SECTOR_PAGE = "sectoren"
PAGE, SECTOR = "Pagina meenemen", "Sectortafel-pakket"
ABOUT_PAGE = "Alle figuren van deze pagina, ook de keuzes die nu niet te zien zijn, met je filters."
ABOUT_SECTOR = "Alle figuren die iets zeggen over deze sector, met je filters."


def packages(snapshot: Snapshot, info: PageInfo, selection: Selection) -> str:
    """Return the button that offers all figures of a page, and on the page about sectors those of the chosen sector.

    The figures are built when a file is asked for, not before: there are many more than the page shows.
    """
    if not has_package(snapshot, info.path):
        return ""
    told = _files(info.path, ABOUT_PAGE, snapshot, selection)
    found = html.menu(PAGE, "pakket-pagina", told, "mg-package")
    if info.path == SECTOR_PAGE and selection.sector:
        told = _files(SECTOR_TABLE, ABOUT_SECTOR, snapshot, selection)
        found += html.menu(SECTOR, "pakket-sector", told, "mg-package")
    return found


def _files(name: str, about: str, snapshot: Snapshot, selection: Selection) -> str:
    other = _other_region(snapshot)
    links = {
        file_name(name, kind, snapshot, selection): (found.label, file_address(name, kind, snapshot, selection, other))
        for kind, found in FORMATS.items()
    }
    return f'<p class="mg-note">{escape(about)}</p>{html.file_links(links)}'


def _other_region(snapshot: Snapshot) -> str:
    """Return the code of the region that the reader picked to compare with, or '' for the first one."""
    picked = st.session_state.get(REGION)
    return next((code for code, title in others(snapshot).items() if title == picked), "") if picked else ""
