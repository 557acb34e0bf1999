"""A short random walk at each width: whatever is pressed, in whatever order, the page is what a fresh visit shows."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.walking import SIZES, Fresh, Stumbled, walk

pytestmark = [pytest.mark.browser]
STEPS = 8  # `make walk` goes further
FIRST = secrets.randbelow(100_000) if os.environ.get("FRESH_DRAWS") else 2028
HIDES_A_FIGURE = """new MutationObserver(() => {
  const figure = document.querySelector('[class*=st-key-figuur-]');
  if (figure) figure.className = figure.className.replaceAll('st-key-figuur-', 'no-figure-');
}).observe(document, {childList: true, subtree: true, attributes: true});"""


@pytest.fixture(scope="module")
def fresh(chromium: Browser) -> Iterator[Fresh]:
    visits = Fresh(chromium)
    yield visits
    visits.close()


@pytest.mark.parametrize("seed", range(FIRST, FIRST + len(SIZES)))  # the seed decides the width
def test_each_step_of_a_random_walk_gives_a_whole_page(
    dashboard_server: str, chromium: Browser, fresh: Fresh, seed: int
) -> None:
    taken = walk(chromium, dashboard_server, seed=seed, steps=STEPS, fresh=fresh)
    assert taken in (STEPS, STEPS + 1)  # a list and its option are two


def test_a_walk_stumbles_where_a_figure_is_missing(dashboard_server: str, chromium: Browser, fresh: Fresh) -> None:
    with pytest.raises(
        Stumbled, match=r"(?s)fresh visit: \{'figures': .*repeat with: python -m tests.walking"
    ) as stumbled:
        walk(chromium, dashboard_server, seed=FIRST, steps=100, fresh=fresh, script=HIDES_A_FIGURE)
    assert "errors in the browser" not in str(stumbled.value)
