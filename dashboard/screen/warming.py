"""Make the default view of every page ahead, so that the first visitor does not wait for it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

from dashboard.about.dictionary import dictionary, summary_section, titles
from dashboard.about.explanation import explanation_section
from dashboard.about.reconciliations import reconciliation_section
from dashboard.about.sources import source_section
from dashboard.about.terms_page import terms_page
from dashboard.asking.selection import Selection
from dashboard.composition import availability, catalogue
from dashboard.composition.site import PAGES
from dashboard.figure.declare import TODAY, Declaration
from dashboard.finding.examples import examples
from dashboard.finding.standing import spots
from dashboard.finding.vocabulary import vocabulary
from dashboard.screen import card
from dashboard.screen.changes_page import newest_changes
from dashboard.screen.exploring import opening
from dashboard.screen.filters import selection_line
from dashboard.screen.menu import shown_paths
from dashboard.screen.overview_page import NOW, of_agenda
from dashboard.subjects.activities.strip import strip
from dashboard.subjects.exploring.explore import explore
from dashboard.subjects.overview.overview import highlights
from dashboard.subjects.regions.region_series import others
from snapshot import clock
from snapshot.read import Snapshot

RUNNING = "ScriptRunner"  # how the platform calls a thread that makes a page
GIVE_WAY_S = 2.0
log = logging.getLogger("dashboard")


def warm(snapshot: Snapshot) -> None:
    """Make what the pages of `snapshot` show by default; what fails is told when a visitor asks for it.

    Half of the time is left to visitors, and all of it while pages are being made for them, within bounds.
    """
    begin, made = time.monotonic(), 0
    for make in _defaults(snapshot):
        start = time.monotonic()
        try:
            make()
        except Exception as error:
            log.info("not made ahead: %s", error)
        made += 1
        time.sleep(min(time.monotonic() - start, 1))
        _give_way()
    log.info("snapshot %s is ready: %d parts in %.1f s", snapshot.id, made, time.monotonic() - begin)


def _give_way() -> None:
    """Wait while a page is being made, and no longer than `GIVE_WAY_S`: it makes itself what it shows."""
    end = time.monotonic() + GIVE_WAY_S
    while time.monotonic() < end and any(one.name.startswith(RUNNING) for one in threading.enumerate()):
        time.sleep(0.02)


def _defaults(snapshot: Snapshot) -> Iterator[Callable[[], object]]:
    selection = Selection(region=snapshot.region)
    today = clock.today().isoformat()
    yield partial(shown_paths, snapshot)
    yield partial(highlights, snapshot, selection)
    yield partial(selection_line, snapshot, selection)
    for page in catalogue.COMPOSITIONS:
        if (found := page.key_figures) and availability.can_count(snapshot, found.builder):
            wish = {TODAY: today} if found.of_today else {}
            yield partial(card.prepare_key_figures, found.builder, snapshot, selection, **wish)
    for path in NOW:
        yield partial(of_agenda, snapshot, path, today)
    yield newest_changes
    yield lambda: card.prepare(explore, snapshot, selection, **opening(snapshot))
    for info in PAGES:
        yield partial(strip, snapshot, info.path)
        for entry in availability.figures(snapshot, info.path):
            if not entry.when(selection):
                continue
            yield partial(card.prepare, entry.builder, snapshot, selection, **_options(snapshot, entry, today))
    yield partial(vocabulary, snapshot)
    yield partial(spots, snapshot)
    yield partial(examples, snapshot)
    for section in (reconciliation_section, source_section, summary_section, explanation_section):
        yield partial(section, snapshot)
    yield partial(dictionary, snapshot, next(iter(titles(snapshot))))
    yield partial(terms_page, snapshot, "")


def _options(snapshot: Snapshot, entry: Declaration, today: str) -> dict[str, str]:
    """Return what the page of a figure chooses before a visitor does."""
    options = {name: values[0] if values else "" for name, values in entry.options.items()}
    if "today" in options:
        options["today"] = today
    if "other" in options:
        options["other"] = next(iter(others(snapshot)), "")
    return options
