"""Router: the list of pages and the frame that they share."""

from __future__ import annotations

import streamlit as st

from dashboard.composition.availability import is_shown
from dashboard.composition.site import PageInfo, page
from dashboard.screen.filters import begin, unknown_notice
from dashboard.screen.frame import elsewhere, logged_out, nothing_to_show, page_foot, page_top, take_along
from dashboard.screen.freeze import opened
from dashboard.screen.links import carry, filters
from dashboard.screen.login import may_look
from dashboard.screen.menu import pages
from dashboard.screen.session import current_snapshot
from dashboard.screen.shown import restore
from dashboard.screen.together import together
from dashboard.screen.turns import TURNS
from snapshot import clock
from snapshot.errors import SnapshotError

TITLE = "Arbeidsmarkt"
CAME_FROM = "came-from"  # the page that a link asked for and that has no figures here


def _overview_instead(info: PageInfo, groups: dict[str, list[st.Page]]) -> None:
    """Land on the overview, with the filters of the link and a notice."""
    st.session_state[CAME_FROM] = info.path
    st.switch_page(next(iter(groups.values()))[0], query_params=filters())


def main() -> None:
    """Show the chosen page inside the frame."""
    newest, problem = None, None
    if not may_look():
        st.navigation(pages(None), position="hidden")
        logged_out()
        return
    try:
        clock.today()
        newest = current_snapshot()
    except SnapshotError as error:
        problem = error
    groups = pages(newest)
    chosen = st.navigation(groups, position="top")
    info = page(chosen.url_path)
    name = f"{TITLE} {newest.region.title}" if newest else TITLE
    st.set_page_config(page_title=f"{info.title} | {name}", layout="wide")
    carry()
    if newest is None:
        nothing_to_show(problem)
        return
    if not is_shown(newest, info):
        _overview_instead(info, groups)
    if begin(info):
        restore()
    snapshot = opened(newest)
    st.session_state["snapshot"] = snapshot
    st.session_state["selection"], actions = page_top(snapshot, info)
    notice = st.empty()
    if info.path:
        st.session_state.pop(CAME_FROM, None)
    elif CAME_FROM in st.session_state:
        elsewhere(page(st.session_state[CAME_FROM]))
    chosen.run()
    if passed_over := unknown_notice():
        notice.html(passed_over)
    with actions:
        take_along(snapshot, info)
    page_foot(snapshot)


with TURNS.turn(), together():
    main()
