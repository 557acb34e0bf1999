"""The pages by group, as the menu shows them."""

from __future__ import annotations

from copy import copy
from functools import lru_cache

import streamlit as st

from dashboard.asking.memory import once
from dashboard.composition.availability import is_shown
from dashboard.composition.site import AGENDA, MEETING, PAGES, PageInfo
from snapshot.read import Snapshot


def pages(snapshot: Snapshot | None) -> dict[str, list[st.Page]]:
    """Return the pages by group; those of which nothing can be drawn are reached by a link only."""
    shown = shown_paths(snapshot) if snapshot else frozenset(info.path for info in PAGES)
    alone = sum(info.group == AGENDA and info.path in shown for info in PAGES) == 1
    groups: dict[str, list[st.Page]] = {}
    for info in PAGES:
        group = MEETING if alone and info.group == AGENDA else info.group
        entry = copy(_entry(info, is_visible=info.path in shown))  # the one that runs notes so on itself
        groups.setdefault(group, []).append(entry)
    return groups


@once
def shown_paths(snapshot: Snapshot) -> frozenset[str]:
    """Return the paths of the pages that have anything to show."""
    return frozenset(info.path for info in PAGES if is_shown(snapshot, info))


@lru_cache(maxsize=2 * len(PAGES))
def _entry(info: PageInfo, *, is_visible: bool) -> st.Page:
    """Return a page; the platform looks for its file each time that one is made."""
    return st.Page(
        f"pages/{info.file}.py",
        title=info.title,
        url_path=info.path or None,
        default=not info.path,
        visibility="visible" if is_visible else "hidden",
    )
