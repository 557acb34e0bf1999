"""What a page is looked through for: faults of accessibility, by axe-core, and words that are not Dutch."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import axe_playwright_python
import streamlit
from playwright.sync_api import Page

from dashboard.about.statement import RECORD

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTION = "{runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']}"
STATIC = Path(streamlit.__file__).parent / "static" / "static" / "js"
# Words that English pages cannot do without and that Dutch does not have.
ENGLISH_TEXT = """
the and with from this that these those which what when where your you are was were been have has had not can
cannot could will would should must may please try again show hide view select selected choose option options
results clear remove add added close closed search reset loading load running rerun reload refresh retry
failed unable connection connecting connected disconnected lost found empty nothing all any each every more
less than other another next previous back home settings theme light dark system language fullscreen copied
clipboard share save saved cancel delete edit enter apply press key keys sidebar expand collapse toolbar chart
value values label labels scale axis group skip main content help about record screencast made deploy month
week year years january february march june july october monday tuesday sunday published retrieved source
sources snapshot figure figures yes
"""
SHARED_TEXT = "enter system has are was had were all will any may theme value scale light help record content labels label group chart found"  # Dutch words too
NAMES = re.compile(r"Source Sans|SIL Open Font License|https?://\S+")  # of things that have no Dutch name
ENGLISH = frozenset(ENGLISH_TEXT.split()) - frozenset(SHARED_TEXT.split())
SEEN = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (!parent || parent.closest('script, style, noscript, template, [translate="no"], [data-testid="stIconMaterial"], code')) continue;
    const text = walk.currentNode.nodeValue.trim();
    if (text) found.push(text);
  }
  for (const e of document.querySelectorAll('[aria-label], [title], [placeholder], [alt], [aria-roledescription], [aria-description]')) {
    if (e.closest('[aria-hidden="true"]')) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription', 'aria-description'])
      if (e.getAttribute(name)) found.push(e.getAttribute(name));
  }
  return [...found, document.title];
}"""


Fault = tuple[str, str]


def faults(page: Page) -> set[Fault]:
    """Return rule and selector of each violation on the page as it stands."""
    page.evaluate(AXE)
    answer = page.evaluate(f"tags => axe.run(document, {OPTION})", TAGS)
    return {
        (violation["id"], " ".join(map(str, node["target"])))
        for violation in answer["violations"]
        for node in violation["nodes"]
    }


def allowed() -> set[Fault]:
    """Return the violations that are known and told in the statement."""
    return {(entry["rule"], entry["selector"]) for entry in json.loads(RECORD.read_text(encoding="utf-8"))["known"]}


@cache
def streamlit_strings() -> frozenset[str]:
    """What Streamlit itself could say: literals of two words and more in its scripts."""
    literal = re.compile(r"`([A-Z][a-z]+(?: [A-Za-z']+){1,12}[.!?:…]{0,3})`")
    return frozenset(
        text
        for path in STATIC.glob("*.js")
        for text in literal.findall(path.read_text(encoding="utf-8", errors="replace"))
    )


def english(texts: list[str]) -> set[str]:
    """Return the texts that are Streamlit's own, or that hold an English word."""
    found = {text for text in texts if text in streamlit_strings()}
    for text in texts:
        words = set(re.findall(r"[a-z']+", NAMES.sub("", text).lower()))
        if words & ENGLISH:
            found.add(text)
    return found


def crawled(page: Page) -> list[str]:
    """Return every text that a page shows or tells a screen reader."""
    return [str(text) for text in page.evaluate(SEEN)]
