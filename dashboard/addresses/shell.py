"""The pages without Streamlit: one HTML document with the look of the dashboard. What is called `html` is safe."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path

from dashboard.addresses.origins import origins
from dashboard.charts.theme import variables
from dashboard.figure.core import Table

SELF, STRONG = "'self'", ' class="strong"'
MANY = 4  # columns from which a row takes too much of a narrow place
LOOK = Path(__file__).with_name("look.css")
SETTING = "EMBED_ALLOWED"  # origins that may show a figure in a frame, with spaces between them, or * for all


@cache
def _style() -> str:
    return f"{variables()}\n{LOOK.read_text(encoding='utf-8')}"


def document(title: str, html: str, *, head: str = "") -> bytes:
    """Return a whole page."""
    return (
        '<!doctype html>\n<html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="icon" href="data:,">{head}'
        f"<style>{_style()}</style></head><body><main>{html}</main></body></html>\n"
    ).encode()


def allowed(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return which other sites may embed a figure; raise SettingUnreadable where the setting names none that can."""
    return origins(SETTING, environment, may_be_every=True)


def policy(frames: Sequence[str] = ()) -> str:
    """Return the content security policy of these pages: no script, one style sheet by its hash.

    Args:
        frames: The sites that may show the page in a frame, beside the dashboard itself.
    """
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {' '.join((SELF, *frames))}"
    )


def table(content: Table, caption: str) -> str:
    """Return a table of text with caption and scoped heads, numbers aligned to the right.

    In a narrow place each row of many cells is a block with the heads inside, see look.css. What is no longer laid out
    as a table would no longer be read as one: so each part says what it is.
    """
    head = "".join(
        f'<th scope="col" role="columnheader"{_side(place in content.numeric)}>{escape(name)}</th>'
        for place, name in enumerate(content.header)
    )
    body = "".join(
        f'<tr role="row"{STRONG if line in content.strong else ""}>{_cells(row, content)}</tr>'
        for line, row in enumerate(content.rows)
    )
    many = ' class="many"' if len(content.header) >= MANY else ""
    return (
        f'<div class="rows" role="region" tabindex="0" aria-label="{escape(caption)}"><table role="table"{many}>'
        f'<caption>{escape(caption)}</caption><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _cells(row: Sequence[str], content: Table) -> str:
    first, *rest = row
    heads = [f' data-head="{escape(name)}"' for name in content.header]
    return f'<th scope="row" role="rowheader">{escape(first)}</th>' + "".join(
        f'<td role="cell"{heads[place]}{_side(place in content.numeric)}>{escape(cell)}</td>'
        for place, cell in enumerate(rest, start=1)
    )


def _side(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def ways(links: Sequence[tuple[str, str]], *, elsewhere: bool = False) -> str:
    """Return pairs of address and text as a row of links; `elsewhere` opens them outside a frame."""
    target = ' target="_blank" rel="noopener"' if elsewhere else ""
    items = "".join(f'<li><a href="{escape(to)}"{target}>{escape(text)}</a></li>' for to, text in links)
    return f'<ul class="ways">{items}</ul>'
