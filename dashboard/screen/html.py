"""Small pieces of HTML that Streamlit has no element for: titles, key figures, tables. All text is escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from urllib.parse import quote

from dashboard.figure.core import KeyFigure, Table

LONG, SHORT = 36, 20  # characters of a table cell from which it is many words, and up to which it is one name

SHOWN_REMARKS = 3
SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 72, 18, 3  # pixels
SPARK_COLOUR = "#2b8fb0"  # to be seen on white and on dark: a picture does not know the scheme of the page


def title(heading: str, lead: str) -> str:
    """Return the page title with its lead sentence."""
    return f'<div class="mg-title"><h1>{escape(heading)}</h1><p>{escape(lead)}</p></div>'


def drawer() -> str:
    """Return the button that opens the filters on a phone."""
    return '<button type="button" class="mg-drawer" aria-expanded="false">Filters</button>'


def spoken_choice(choice: str) -> str:
    """Return the choice as one line for screen readers, which the frame script announces when it changes."""
    return f'<p class="mg-choice">{escape(choice)}</p>'


def key_figures(figures: Iterable[KeyFigure]) -> str:
    """Return key figures as a list, laid out in a row."""
    items = "".join(
        f'<li><span class="mg-label">{escape(figure.label)}</span> '
        f'<span class="mg-number">{escape(figure.number)} <span class="mg-unit">{escape(figure.unit)}</span></span> '
        f'<span class="mg-compare">{escape(figure.comparison)}</span> '
        f'<span class="mg-period">{escape(figure.period)}</span></li>'
        for figure in figures
    )
    return f'<ul class="mg-kpis">{items}</ul>'


def brief(headline: str, about: str, *lines: str) -> str:
    """Return a finding in one sentence, with its unit and group, and what must be known of it in small type."""
    small = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return f'<div class="mg-brief"><h2>{escape(headline)}</h2><p>{escape(about)}</p>{small}</div>'


def remarks(notes: Sequence[str]) -> str:
    """Return remarks as a list; from the fourth on they fold away (a browser's search and print open them)."""
    items = [f"<li>{escape(note)}</li>" for note in notes]
    shown, folded = items[:SHOWN_REMARKS], items[SHOWN_REMARKS:]
    if len(folded) == 1:
        shown, folded = items, []
    first = f"<ul>{''.join(shown)}</ul>" if shown else ""
    if not folded:
        return first
    summary = f"<summary>Nog {len(folded)} opmerkingen bij deze cijfers</summary>"
    return f"{first}<details>{summary}<ul>{''.join(folded)}</ul></details>"


def table(content: Table, caption: str, to: Callable[[str], str] | None = None) -> str:
    """Return an HTML table with caption, scoped heads, and numbers aligned to the right.

    `to` gives the address that the name of a row leads to, for a table of which rows lead somewhere.
    """
    head = "".join(
        f'<th scope="col"{_number(place, content.numeric) or _long(name)}>{escape(name)}</th>'
        for place, name in enumerate(content.header)
    )
    body = "".join(_row(content, place, to) for place in range(len(content.rows)))
    return (
        f'<div class="mg-scroll" role="region" tabindex="0" aria-label="{escape(caption)}"><table class="mg-table">'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(content: Table, row: int, to: Callable[[str], str] | None) -> str:
    first, *rest = content.rows[row]
    name = escape(first)
    if to and content.links:
        name = f'<a href="{escape(to(content.links[row]))}" target="_self">{name}</a>'
    inner = f'<th scope="row"{_long(first)}>{name}</th>' + "".join(
        f"<td{_number(place, content.numeric) or _long(cell)}>{_cell(content, row, place)}</td>"
        for place, cell in enumerate(rest, start=1)
    )
    mark = ' class="mg-strong"' if row in content.strong else ""
    return f"<tr{mark}>{inner}</tr>"


def _cell(content: Table, row: int, place: int) -> str:
    """Return the text of a cell, behind the small line that belongs beside it."""
    small = spark(content.sparks[row]) if content.sparks and place == content.spark_at else ""
    return f"{small}{escape(content.rows[row][place])}"


def spark(values: Sequence[float]) -> str:
    """Return a small line of `values`, the last one marked; nothing for fewer than two. It repeats what words tell."""
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    points = [
        (SPARK_EDGE + place * SPARK_WIDTH / (len(values) - 1), SPARK_HEIGHT * (high - value) / ((high - low) or 1))
        for place, value in enumerate(values)
    ]
    path = " ".join(f"{x:.1f},{y + SPARK_EDGE:.1f}" for x, y in points)
    x, y = points[-1]
    width, height = SPARK_WIDTH + 2 * SPARK_EDGE, SPARK_HEIGHT + 2 * SPARK_EDGE
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<polyline points="{path}" fill="none" stroke="{SPARK_COLOUR}" stroke-width="1.5"/>'
        f'<circle cx="{x:.1f}" cy="{y + SPARK_EDGE:.1f}" r="2.5" fill="{SPARK_COLOUR}"/></svg>'
    )
    return f'<img class="mg-spark" alt="" width="{width}" height="{height}" src="data:image/svg+xml,{quote(drawn)}">'


def _long(cell: str) -> str:
    """Return the class that keeps a cell of many words wide enough to read on a phone, and a name on one line."""
    return ' class="mg-long"' if len(cell) > LONG else ' class="mg-name"' if len(cell) <= SHORT else ""


def _number(place: int, numeric: Sequence[int]) -> str:
    return ' class="mg-num"' if place in numeric else ""
