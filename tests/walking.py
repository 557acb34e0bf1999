"""A random walk through the dashboard in a real browser: `make walk` takes a fresh seed, `--seed` repeats one.

After each step the page must hold what a fresh visit of its address holds, with one title and without an error. The
same seed takes the same steps on the same snapshot.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import secrets
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from dashboard.composition.site import PAGES
from tests.browsing import CHROMIUM, ROOT, arrive, serving, still, visitor

SIZES = ((1366, 768), (768, 1024), (390, 844))
FAILED = re.compile(r"kan nu niet|kunnen nu niet|bestaat niet|antwoordt niet|Bad delta|Traceback")
HOLDS = """() => {
  const all = (place) => [...document.querySelectorAll(place)];
  const key = (e) => [...e.classList].find((name) => name.startsWith('st-key-'));
  return {
    titles: all('h1').filter((e) => e.checkVisibility()).map((e) => e.innerText),
    figures: all('[class*=st-key-figuur-]').map(key),
    charts: all('svg.marks, .js-plotly-plot').length,
    tables: all('table').length,
    list: all('[class*=st-key-lijstrij-]').length,
    errors: all('[data-testid=stException], [data-testid=stAlert]').length,
  };
}"""
CAN_BE_PRESSED = """(element) => {
  const {left, right} = element.getBoundingClientRect();  // a menu that is shut stands beside the page
  const isRepeated = element.closest('.mg-again');  // a name that a table shows once, however many rows it has
  return !element.disabled && !element.closest('[inert]') && !isRepeated && right > 0 && left < innerWidth;
}"""
MENU = ", ".join(f"[data-testid={name}]" for name in ("stTopNavLink", "stTopNavDropdownLink", "stSidebarNavLink"))
QUESTIONS = (
    "bijstand rheden",
    "wajong",
    "hoe krap is het",
    "begroting 2028",
    "zorg",
    "banen",
    "geld",
    "xyzzy",
    "€ 5 %",
)
OPEN = ".mg-menu:popover-open"
Holding = dict[str, object]


class Fresh:
    """What fresh visits hold, at each width: an address is visited once, however many walks pass it."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._tabs: dict[int, Page] = {}
        self._held: dict[tuple[int, str], Holding] = {}

    def holding(self, address: str, *, width: int, height: int) -> Holding:
        """Return what a fresh visit of `address` holds; a page that is loaded anew is a new session."""
        if (width, address) not in self._held:
            if width not in self._tabs:
                self._tabs[width] = visitor(self._browser, width=width, height=height).new_page()
            self._held[width, address] = arrive(self._tabs[width], address).evaluate(HOLDS)
        return self._held[width, address]

    def close(self) -> None:
        """Close its tabs."""
        for page in self._tabs.values():
            page.context.close()


@dataclass
class Walk:
    """A walk on its way: the seed, the tab, what fresh visits show, the steps so far and what went wrong."""

    seed: int
    page: Page
    fresh: Fresh
    chance: random.Random
    errors: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)


class Stumbled(AssertionError):
    """A step after which the page was not as it should be; its text holds the seed and the steps to repeat."""


def walk(
    browser: Browser, address: str, *, seed: int, steps: int, fresh: Fresh, seconds: float = 1e9, script: str = ""
) -> int:
    """Take `steps` steps from the first page, or as many as fit in `seconds`; return how many.

    Args:
        browser: Where the walk opens a tab of its own.
        address: The first page of the dashboard.
        seed: What decides the screen and each step.
        steps: How many at most.
        fresh: What fresh visits hold.
        seconds: How long at most.
        script: Runs in each page of the walk, and not in those of fresh visits.

    Raises:
        Stumbled: A page that is not whole, or an error in the browser.
    """
    end = time.monotonic() + seconds
    width, height = SIZES[seed % len(SIZES)]
    context = visitor(browser, width=width, height=height)
    context.add_init_script(script)
    going = Walk(seed, context.new_page(), fresh, random.Random(seed))
    going.page.on("console", lambda said: going.errors.append(said.text) if said.type == "error" else None)
    going.page.on("pageerror", lambda error: going.errors.append(str(error)))
    try:
        going.page.goto(address)
        still(going.page)
        while len(going.steps) < steps and time.monotonic() < end:
            _step(going)
            _check(going)
    except Stumbled:
        raise
    except Exception as error:
        if folder := os.environ.get("WALK_PICTURES"):
            going.page.screenshot(path=f"{folder}/walk-{seed}.png")
        raise _stumbled(going, repr(error)) from error
    finally:
        context.close()
    return len(going.steps)


def _step(going: Walk) -> None:
    """Take one of the steps that are possible here."""
    possible = [step for step in STEPS for _ in range(STEPS[step])]
    going.chance.shuffle(possible)
    for step in possible:
        if step(going):
            return


def _check(going: Walk) -> None:
    page = going.page
    still(page)
    found: Holding = page.evaluate(HOLDS)
    if going.errors:
        raise _stumbled(going, f"errors in the browser: {going.errors}")
    text = page.locator("main, [data-testid=stMain]").first.inner_text()
    if said := FAILED.search(text):
        raise _stumbled(going, f"the page says: {text[max(0, said.start() - 80) : said.end() + 80]!r}")
    width, height = SIZES[going.seed % len(SIZES)]
    expected = going.fresh.holding(page.url, width=width, height=height)
    if found["errors"] or len(found["titles"]) != 1 or found != expected:  # type: ignore[arg-type]
        differing = {name: (found[name], expected[name]) for name in found if found[name] != expected[name]}
        raise _stumbled(going, f"found and expected of a fresh visit: {differing or found}")


def _stumbled(going: Walk, what: str) -> Stumbled:
    steps = "\n".join(f"  {place}. {step}" for place, step in enumerate(going.steps, start=1))
    return Stumbled(
        f"{what}\nat {going.page.url}\nseed {going.seed}, after these steps:\n{steps}\n"
        f"repeat with: python -m tests.walking --seed {going.seed} --steps {len(going.steps)}"
    )


def _one(going: Walk, place: Locator) -> Locator | None:
    """Return one of the elements that can be seen; None where there is none."""
    seen = [element for element in place.all() if element.is_visible() and element.evaluate(CAN_BE_PRESSED)]
    return going.chance.choice(seen) if seen else None


def _name(element: Locator) -> str:
    """Return what an element is called, without the names of icons."""
    words = element.get_by_test_id("stMarkdownContainer")
    text = words.first.inner_text() if words.count() else element.inner_text()
    return " ".join((element.get_attribute("aria-label") or text).split())


def _press(going: Walk, kind: str, place: Locator) -> bool:
    """Note and press one of the elements that can be pressed; return whether there was one.

    What a button opened may lie over it, and a press on the button itself closes it.
    """
    _close(going)
    element = _one(going, place)
    if element is None:
        return False
    going.steps.append(f"{kind}: {_name(element)}")
    element.click()
    return True


def _close(going: Walk) -> None:
    """Close what is open; Esc alone would end presenting."""
    if going.page.locator(OPEN).count():
        going.page.keyboard.press("Escape")


def menu(going: Walk) -> bool:
    """Go to a page of the menu, also where the menu or a group of it has to be opened first."""
    page = going.page
    opener = _one(going, page.get_by_test_id("stExpandSidebarButton"))
    group = _one(going, page.get_by_test_id("stTopNavSection"))
    if opener or (group and going.chance.random() < 0.5):
        (opener or group).click()  # type: ignore[union-attr]
        page.get_by_test_id("stSidebarNavLink" if opener else "stTopNavDropdownLink").first.wait_for()
    gone = _press(going, "menu", page.locator(MENU))
    if opener:
        still(page)
        page.get_by_test_id("stSidebar").hover() if page.get_by_test_id("stSidebar").is_visible() else None
    if opener and (closer := _one(going, page.get_by_test_id("stSidebarCollapseButton").locator("button"))):
        closer.click()  # it would cover what comes next
    return gone


def popover(going: Walk) -> bool:
    """Open something to take along, and close it with Esc, with a click beside it, or not at all."""
    if not _press(going, "popover", going.page.locator("[popovertarget]")):
        return False
    body = going.page.locator(OPEN)
    body.wait_for()
    still(going.page)
    how = going.chance.choice(("close with Esc", "close by a click beside it", "leave open"))
    going.steps[-1] += f", {how}"
    if "Esc" in how:
        going.page.keyboard.press("Escape")
    elif "click" in how:
        going.page.mouse.click(5, 300)
    if "close" in how:
        body.wait_for(state="hidden")
    return True


def pick(going: Walk) -> bool:
    """Choose an option of a filter or of another list."""
    page = going.page
    if drawer := _one(going, page.locator(".mg-drawer[aria-expanded=false]")):
        drawer.click()
    if not _press(going, "list", page.get_by_role("combobox")):
        return False
    if page.locator("[role=combobox][aria-expanded=true]").count() == 0:
        page.keyboard.press("ArrowDown")  # scrolling to it closed the list again
    page.get_by_role("option").first.wait_for()
    chosen = _press(going, "option", page.get_by_role("option"))
    page.keyboard.press("Escape")
    return chosen


def clear(going: Walk) -> bool:
    """Clear the filters."""
    return _press(going, "press", going.page.get_by_role("button", name="Wis filters"))


def switch(going: Walk) -> bool:
    """Press a switch: chart or table, or a choice of the page."""
    tables = going.page.locator("[data-press^=toon]")
    return _press(going, "switch", going.page.get_by_role("radio", checked=False).or_(tables))


def listing(going: Walk) -> bool:
    """Put a figure on the meeting list, take it off, move it, or follow a link on the page to another page."""
    names = re.compile("Omhoog|Omlaag|Verwijder|Maak de lijst leeg")
    buttons = going.page.get_by_test_id("stMain").get_by_role("button", name=names)
    ways = going.page.get_by_test_id("stPageLink-NavLink").or_(going.page.locator(".mg-listing, .mg-to-list"))
    return _press(going, "press", buttons.or_(ways))


def follow(going: Walk) -> bool:
    """Follow a link in the text of the page, to another page or to a place in this one."""
    ways = going.page.get_by_test_id("stMain").locator("a[href]:not([download]):not([target=_blank])")
    seen = [way for way in ways.all() if way.is_visible() and way.evaluate(CAN_BE_PRESSED) and _leads_to_a_page(way)]
    if not seen:
        return False
    _close(going)
    way = going.chance.choice(seen)
    going.steps.append(f"link: {_name(way)} to {way.get_attribute('href')}")
    way.click()
    return True


def _leads_to_a_page(way: Locator) -> bool:
    path: str = way.evaluate("(link) => link.origin === location.origin ? link.pathname.slice(1) : 'elsewhere'")
    return path in {info.path for info in PAGES}


def place(going: Walk) -> bool:
    """Point at a place in a chart and pick it, with the mouse or with the keyboard."""
    _close(going)
    charts = [one for one in going.page.locator("[data-testid=stVegaLiteChart][tabindex]").all() if one.is_visible()]
    if not charts:
        return False
    chart, right = going.chance.choice(charts), going.chance.randrange(1, 6)
    going.steps.append(f"chart: {chart.locator('svg.marks').get_attribute('aria-label') or ''}, place {right}")
    chart.focus()
    for _ in range(right):
        going.page.keyboard.press("ArrowRight")
    if going.chance.random() < 0.5:
        going.steps[-1] += ", Enter"
        going.page.keyboard.press("Enter")
    return True


def order(going: Walk) -> bool:
    """Sort a table by one of its columns."""
    return _press(going, "sort", going.page.get_by_test_id("stMain").locator("th button"))


def unfold(going: Walk) -> bool:
    """Open a fold, or shut it."""
    return _press(going, "fold", going.page.get_by_test_id("stMain").locator("summary"))


def asking(going: Walk) -> bool:
    """Ask the search something, from wherever the reader is."""
    going.page.keyboard.press("Escape")
    words = going.chance.choice(QUESTIONS)
    going.steps.append(f"search: {words}")
    going.page.evaluate("document.activeElement.blur()")  # in a field it is a letter
    going.page.keyboard.press("/")
    field = going.page.get_by_label("Zoek een cijfer of woord")
    field.wait_for()
    still(going.page)
    field.fill(words)
    field.press("Enter")
    return True


def presenting(going: Walk) -> bool:
    """Begin to present, step through, or stop."""
    names = re.compile("^(Presenteren|Vorige|Volgende|Stoppen)")
    return _press(going, "press", going.page.get_by_role("button", name=names))


def back(going: Walk) -> bool:
    """Go back, where there is a page of the dashboard to go back to."""
    return _through(going, "back", "navigation.canGoBack")


def forward(going: Walk) -> bool:
    """Go forward again."""
    return _through(going, "forward", "navigation.canGoForward")


def _through(going: Walk, where: str, can: str) -> bool:
    if not going.page.evaluate(can):
        return False
    going.steps.append(where)
    going.page.evaluate(f"history.{where}()")
    return True


def again(going: Walk) -> bool:
    """Load the page again."""
    going.steps.append("reload")
    going.page.reload()
    return True


STEPS: dict[Callable[[Walk], bool], int] = {
    menu: 5, popover: 4, pick: 3, clear: 1, switch: 4, listing: 3, presenting: 3, back: 2, forward: 1, again: 1,
    follow: 4, place: 2, order: 1, unfold: 1, asking: 1,
}  # fmt: skip


def main() -> int:
    """Walk on the snapshot of the data folder, say how far each walk came, and what it stumbled over."""
    parser = argparse.ArgumentParser(prog="python -m tests.walking", description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=secrets.randbelow(100_000), help="repeat the walk of this seed")
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--walks", type=int, default=1, help="so many walks, each with the next seed")
    chosen = parser.parse_args()
    snapshots = Path(os.environ.get("DASHBOARD_SNAPSHOTS", ROOT / "data" / "snapshots"))
    stumbled = 0
    with serving(snapshots) as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        fresh = Fresh(browser)
        for seed in range(chosen.seed, chosen.seed + chosen.walks):
            print(f"seed {seed}", flush=True)
            begin = time.monotonic()
            try:
                taken = walk(browser, address, seed=seed, steps=chosen.steps, fresh=fresh)
                print(f"{taken} steps in {time.monotonic() - begin:.0f} s, all clean", flush=True)
            except Stumbled as error:
                stumbled += 1
                print(error, flush=True)
    return min(stumbled, 1)


if __name__ == "__main__":
    sys.exit(main())
