"""Router: the list of pages and the frame that they share."""

from __future__ import annotations

import streamlit as st

from dashboard.frame import no_snapshot, page_foot, page_top, share
from dashboard.freeze import opened
from dashboard.links import carry
from dashboard.packages import draw_page_package
from dashboard.session import current_snapshot
from dashboard.site import PAGES, page
from snapshot.errors import SnapshotError

TITLE = "Arbeidsmarkt Midden-Gelderland"


def _navigation() -> dict[str, list[st.Page]]:
    groups: dict[str, list[st.Page]] = {}
    for info in PAGES:
        entry = st.Page(f"pages/{info.file}.py", title=info.title, url_path=info.path or None, default=not info.path)
        groups.setdefault(info.group, []).append(entry)
    return groups


def main() -> None:
    """Show the chosen page inside the frame."""
    chosen = st.navigation(_navigation(), position="top")
    info = page(chosen.url_path)
    st.set_page_config(page_title=f"{info.title} | {TITLE}", layout="wide")
    carry()
    try:
        newest = current_snapshot()
    except SnapshotError as error:
        no_snapshot(str(error))
        return
    snapshot = opened(newest, info)
    st.session_state["snapshot"] = snapshot
    st.session_state["selection"], actions = page_top(snapshot, info)
    chosen.run()
    with actions:
        share(snapshot)
        draw_page_package(snapshot, info, st.session_state["selection"])
    page_foot(snapshot)


main()
