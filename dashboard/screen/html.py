"""Small pieces of HTML that Streamlit has no element for: titles, key figures, tables. All text is escaped."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from math import ceil

from dashboard.figure.core import KeyFigure, Table
from dashboard.screen import small
from dashboard.words import notation
from dashboard.words.notation import Moment, Worded, Written

SINGLE = "één meting"
LIST, VIEW = "lijst", "toon"  # what buttons of a card are pressed for, see pressing.py
LONG, SHORT, ONE = 36, 20, 12  # characters of a table cell: from here many words, up to here a name, and one word
MANY = 8  # columns of a table from which its rows stand closer
IN_VIEW = 30  # lines of a table up to which it is shown whole; one of more is a box that scrolls


def unbroken(text: str) -> str:
    """Return a text escaped, in which no line ends between a currency and its amount."""
    return escape(notation.unbroken(text))


def title(heading: str, lead: str) -> str:
    """Return the page title with its lead sentence beside it."""
    return f'<div class="mg-title"><h1>{escape(heading)}</h1><p>{escape(lead)}</p></div>'


def search_link(address: str) -> str:
    """Return the way to the page on which a question is answered; the key / goes there too."""
    return (
        f'<a class="mg-search" href="{escape(address)}" target="_self" aria-keyshortcuts="/"'
        ' title="Zoek een cijfer of woord">Zoeken <kbd aria-hidden="true">/</kbd></a>'
    )


def list_link(address: str, words: str, items: Sequence[str]) -> str:
    """Return the way to the meeting list; what stands on it goes along, for the buttons of the cards."""
    return (
        f'<a class="mg-to-list" href="{escape(address)}" target="_self" data-items="{escape(json.dumps(list(items)))}">'
        f"{escape(words)}</a>"
    )


def drawer() -> str:
    """Return the button that opens the filters on a phone."""
    return '<button type="button" class="mg-drawer" aria-expanded="false">Filters</button>'


def spoken_choice(choice: str, made: str) -> str:
    """Return the choice as one line for screen readers, which the frame script announces when it changes.

    `made` is what the reader chose himself, which the script writes on the drawer of a phone.
    """
    return f'<p class="mg-choice" data-made="{escape(made)}">{escape(choice)}</p>'


def questions(ways: Mapping[str, str]) -> str:
    """Return the questions of a page, anchor to words, as a list to go to them."""
    items = "".join(f'<li><a href="#{escape(anchor)}">{escape(words)}</a></li>' for anchor, words in ways.items())
    return f'<nav class="mg-questions" aria-label="Op deze pagina"><ul>{items}</ul></nav>'


def question(words: str, anchor: str) -> str:
    """Return the heading of a section, to which its anchor leads."""
    return f'<h2 class="mg-question" id="{escape(anchor)}">{escape(words)}</h2>'


def key_figures(figures: Iterable[KeyFigure]) -> str:
    """Return key figures as a list, laid out in a row."""
    return f'<ul class="mg-kpis">{"".join(map(_key_figure, figures))}</ul>'


def _key_figure(figure: KeyFigure) -> str:
    is_single = figure.course is not None and len(figure.course) < 2
    period = " · ".join(filter(None, (figure.period, SINGLE if is_single else "")))
    status = f' <em class="mg-status">{escape(figure.status)}</em>' if figure.status else ""
    return (
        f'<li><span class="mg-top"><span class="mg-label">{unbroken(figure.label)}</span> '
        f'<span class="mg-period">{escape(period)}</span></span> '
        f'<span class="mg-number">{unbroken(figure.number)}{status} '
        f'<span class="mg-unit">{unbroken(figure.unit)}</span></span> {small.drawn(figure)}'
        f'<span class="mg-compare">{unbroken(figure.comparison)}</span></li>'
    )


def head(headline: str, about: str, refused: str) -> str:
    """Return the finding of a card with its unit and group, and which choice it does not follow."""
    aside = f'<em class="mg-refusal">{escape(refused)}</em>' if refused else ""
    told = " · ".join(filter(None, (escape(about), aside)))
    return f'<div class="mg-head"><h3>{unbroken(headline)}</h3><p>{told}</p></div>'


def below(sentence: str, fold: str, actions: str) -> str:
    """Return what stands below a chart: the sentence, and on one line what unfolds and what can be done."""
    return f'<p class="mg-sentence">{unbroken(sentence)}</p><div class="mg-acts">{fold}<span>{actions}</span></div>'


def views(figure: str, title: str, chart: str, table: str) -> str:
    """Return the buttons for chart and table; of the two the style sheet shows the one that is not shown now."""
    kinds = {chart: "mg-chart", table: "mg-table-view"}
    return "".join(_press(f"{VIEW}:{figure}:{view}", kind, escape(view) + _of(title)) for view, kind in kinds.items())


def listing(item: str, title: str) -> str:
    """Return the button that puts a figure on the meeting list; browser/press.js says where it stands there already."""
    words = f"<span>Op de lijst</span><span>Staat op de lijst</span>{_of(title)}"
    return _press(f"{LIST}:{item}", "mg-listing", words)


def _of(title: str) -> str:
    """Return of which figure a button is: only read aloud, for the buttons of all cards look the same."""
    return f'<span class="mg-of"> ‘{escape(title)}’</span>' if title else ""


def _press(what: str, kind: str, words: str) -> str:
    """Return a button with `words`, which are HTML, that says to pressing.py what was pressed."""
    return f'<button type="button" class="mg-do {kind}" data-press="{escape(what)}">{words}</button>'


def menu(word: str, name: str, content: str, kind: str = "mg-take", title: str = "") -> str:
    """Return a button that opens `content`, which is HTML, over the page; browser/press.js makes and places it then.

    `title` is that of the figure whose button it is, if any.

    The platform cleans HTML in the browser, which costs as much as drawing it; a text is left alone.
    """
    told = json.dumps(content, ensure_ascii=False).replace("<", "\\u003c")
    of = f" ‘{title}’" if title else ""
    return (
        f'<button type="button" class="mg-do {kind}" popovertarget="{escape(name)}">{escape(word)}{_of(title)}</button>'
        f'<div popover id="{escape(name)}" class="mg-menu" role="dialog" aria-label="{escape(word)}{escape(of)}"'
        f' data-content="{escape(told)}"></div>'
    )


def file_links(files: Mapping[str, tuple[str, str]]) -> str:
    """Return files, by name their words and address, as a list; browser/connection.js fetches what is asked."""
    items = (
        f'<li><a class="mg-file" download="{escape(name)}" href="{escape(address)}">{escape(label)}</a></li>'
        for name, (label, address) in files.items()
    )
    return f'<ul class="mg-files">{"".join(items)}</ul>'


def brief(headline: str, about: str, *lines: str) -> str:
    """Return a finding in one sentence, with its unit and group, and what must be known of it in small type."""
    below = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return f'<div class="mg-brief"><h3>{escape(headline)}</h3><p>{escape(about)}</p>{below}</div>'


def fold(line: str, word: str, content: str, title: str) -> str:
    """Return one quiet line that unfolds `content`, which is HTML; a browser's search and print unfold it too."""
    told = f'<span class="mg-word">{escape(word)}</span>{_of(title)}'
    summary = f"<summary><span>{escape(line)}</span> {told}</summary>"
    return f'<details class="mg-fold">{summary}{content}</details>'


def remarks(notes: Sequence[str]) -> str:
    """Return remarks as a list."""
    return f"<ul>{''.join(f'<li>{escape(note)}</li>' for note in notes)}</ul>" if notes else ""


def table(content: Table, caption: str, to: Callable[[str], str] | None = None, *, is_sortable: bool = False) -> str:
    """Return an HTML table with caption, scoped heads, and numbers aligned to the right.

    `to` gives the address that the name of a row leads to, for a table of which rows lead somewhere. A press on a head
    sorts the rows where they stand, and a table never gets wider than its place, see tables.js.
    """
    has_turns = is_sortable and len(content.rows) > 2
    head = "".join(
        f'<th scope="col"{_number(place, content.numeric) or _long(name)}>'
        f"{_turn(name) if has_turns else escape(name)}</th>"
        for place, name in enumerate(content.header)
    )
    body = "".join(_row(content, place, to) for place in range(len(content.rows)))
    dense = " mg-dense" if len(content.header) >= MANY else ""
    boxed = " mg-boxed" if sum(map(_lines, content.rows)) > IN_VIEW else ""
    return (
        f'<div class="mg-scroll{boxed}" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f'<table class="mg-table{dense}"><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _lines(row: Sequence[str]) -> int:
    """Return about how many lines a row takes."""
    return max(ceil(max(map(len, row)) / LONG), 1)


def _row(content: Table, row: int, to: Callable[[str], str] | None) -> str:
    first, *rest = content.rows[row]
    name = escape(first)
    if to and content.links:
        name = f'<a href="{escape(to(content.links[row]))}" target="_self">{name}</a>'
    again = _again(content, row)
    inner = f'<th scope="row"{_kind(content, 0, first, again)}{_known(first)}>{name}</th>' + "".join(
        f"<td{_kind(content, place, cell, again)}{_known(cell)}>{_cell(content, row, place)}</td>"
        for place, cell in enumerate(rest, start=1)
    )
    mark = ' class="mg-strong"' if row in content.strong else ""
    return f"<tr{mark}>{inner}</tr>"


def _again(content: Table, row: int) -> int:
    """Return how many cells a row begins with that stand in the row above too, all before its own and no numbers."""
    if row == 0:
        return 0
    pairs = enumerate(zip(content.rows[row - 1], content.rows[row], strict=True))
    return next((at for at, (above, cell) in pairs if above != cell or at in content.numeric), 0)


def _turn(name: str) -> str:
    """Return the name of a column as a button that sorts by it."""
    return f'<button type="button">{escape(name)}</button>' if name else ""


def _known(cell: str) -> str:
    """Return the attribute by which a number or a period is compared with others."""
    if isinstance(cell, Written | Worded):
        return f' data-number="{cell.value!r}"'
    return f' data-moment="{escape(cell.code)}"' if isinstance(cell, Moment) else ""


def _cell(content: Table, row: int, place: int) -> str:
    """Return the text of a cell, behind the small line that belongs beside it."""
    line = small.spark(content.sparks[row]) if content.sparks and place == content.spark_at else ""
    return f"{line}{unbroken(content.rows[row][place])}"


def _kind(content: Table, place: int, cell: str, again: int) -> str:
    """Return the class of a cell: a number, many words or a name, and whether it stands in the row above too."""
    found = _number(place, content.numeric) or _long(cell)
    if place >= again:
        return found
    return f'{found[:-1]} mg-again"' if found else ' class="mg-again"'


def _long(cell: str) -> str:
    """Return the class that keeps a cell of many words wide enough to read on a phone, and a name on one line.

    Where a table is too wide, a name may take two lines, but what is as short as one word not.
    """
    if len(cell) > LONG:
        return ' class="mg-long"'
    return ' class="mg-name mg-one"' if len(cell) <= ONE else ' class="mg-name"' if len(cell) <= SHORT else ""


def _number(place: int, numeric: Sequence[int]) -> str:
    return ' class="mg-num"' if place in numeric else ""
