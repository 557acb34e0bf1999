"""Pieces of HTML for pages that are read rather than looked at. What is called `html` is safe already."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape


def heading(text: str, anchor: str = "", level: int = 2) -> str:
    """Return a heading; with `anchor` it can be linked to."""
    mark = f' id="{escape(anchor)}"' if anchor else ""
    return f"<h{level}{mark}>{escape(text)}</h{level}>"


def paragraphs(*texts: str) -> str:
    """Return each text as a paragraph."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def definitions(pairs: Sequence[tuple[str, str]]) -> str:
    """Return pairs of word and meaning as a definition list."""
    return f"<dl>{''.join(f'<dt>{escape(word)}</dt><dd>{escape(meaning)}</dd>' for word, meaning in pairs)}</dl>"


def section(*html: str) -> str:
    """Return pieces as one section with the look of running text."""
    return f'<section class="mg-text">{"".join(html)}</section>'


def contents(label: str, links: Sequence[tuple[str, str]]) -> str:
    """Return a row of links, pairs of anchor and text, to places on the same page."""
    items = "".join(f'<li><a href="#{escape(anchor)}">{escape(text)}</a></li>' for anchor, text in links)
    return f'<nav class="mg-contents" aria-label="{escape(label)}"><ul>{items}</ul></nav>'


def outside_link(text: str, address: str) -> str:
    """Return a link that opens in a new tab, or only the text where there is no web address."""
    if not address.startswith(("https://", "http://")):
        return escape(text)
    return f'<a href="{escape(address)}" target="_blank" rel="noopener">{escape(text)}&nbsp;↗</a>'


def under(html: str, remark: str) -> str:
    """Return `html` with a remark in small type on the next line."""
    return f'{html}<span class="mg-under">{escape(remark)}</span>' if remark else html


def table(
    header: Sequence[str],
    html_rows: Sequence[Sequence[str]],
    *,
    caption: str,
    widths: Sequence[int],
    numeric: Sequence[int] = (),
) -> str:
    """Return a table of cells that are HTML already; `widths` in %, `numeric` the places aligned to the right."""

    def mark(place: int) -> str:
        return ' class="mg-num"' if place in numeric else ""

    columns = "".join(f'<col style="width:{width}%">' for width in widths)
    head = "".join(f'<th scope="col"{mark(place)}>{escape(name)}</th>' for place, name in enumerate(header))
    body = "".join(
        f'<tr><th scope="row">{first}</th>'
        + "".join(f"<td{mark(place)}>{cell}</td>" for place, cell in enumerate(rest, start=1))
        + "</tr>"
        for first, *rest in html_rows
    )
    return (
        f'<div class="mg-scroll" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f'<table class="mg-table mg-wide"><caption>{escape(caption)}</caption><colgroup>{columns}</colgroup>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
