"""What a page opens with, as HTML that the browser shows while the platform is still on its way (browser/first.js).

It is made of the same parts as the page: title, filters, key figures, and the first figure. It answers no click, and it
goes when the page itself is there. Its chart is drawn aside: who comes first sees the numbers and the finding.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from html import escape

from dashboard.addresses.asking import HTML, Address, Answer, Asking, Refused
from dashboard.asking.memory import once, ready
from dashboard.asking.selection import Selection
from dashboard.composition.addressing import ALL_SECTORS, ChoicesUnknown, filters
from dashboard.composition.availability import figures, is_shown
from dashboard.composition.filtering import Filters, filters_of, refusal, why_no_filter
from dashboard.composition.offering import Offered
from dashboard.composition.opening import Asked, Opening, Question, opening, read
from dashboard.composition.placing import Placed
from dashboard.composition.sections import questions
from dashboard.composition.site import PAGES, PageInfo
from dashboard.export import picture
from dashboard.figure.core import Builder
from dashboard.figure.declare import Choice
from dashboard.figure.making import Options, built
from dashboard.screen import html
from dashboard.screen.card import EXTENT, FULL, key_figures_html
from dashboard.screen.frame import title
from dashboard.screen.links import ITEMS, STEP
from dashboard.screen.packages import SECTOR_PAGE
from dashboard.screen.shown import CHART, NAME
from dashboard.subjects.overview.overview import highlights
from snapshot import clock
from snapshot.read import Snapshot

FOLDER, HOME = "/eerste-beeld/", "overzicht"  # and what stands for the page without a name
WHOLE, HALF, MAP = 1286, 623, 566  # pixels in which a chart is drawn: so wide a page draws it on a laptop
MOST_WAITING = 4  # charts that wait to be drawn
NOTHING = Answer(HTML, (), lambda: b"", lasts=False)
log = logging.getLogger("dashboard")
_aside = ThreadPoolExecutor(1, thread_name_prefix="first-view")
_waiting: set[tuple[object, ...]] = set()


def _answer(asking: Asking) -> Answer:
    """Return what a page opens with; nothing where it opens in another way, which is no fault."""
    name, snapshot = asking.path["pagina"], asking.snapshot
    info = next((one for one in PAGES if (one.path or HOME) == name), None)
    if info is None:
        raise Refused(404, "Deze pagina is er niet", near=[f"{FOLDER}{one.path or HOME}" for one in PAGES])
    try:
        asked = _asked(asking, info)
        if asked is None:
            return NOTHING
        top = opening(snapshot, asked)
    except Exception as error:  # the page itself tells what is wrong
        log.info("no first view of %s: %s", name, error)
        return NOTHING
    drawn = dict(_drawn(snapshot, asked, top))
    key = (asked.selection, tuple(sorted(asked.words.items())), clock.today(), tuple(sorted(drawn)))
    return Answer(HTML, key, partial(_page, snapshot, asked, top, drawn), lasts=False)


def _asked(asking: Asking, info: PageInfo) -> Asked | None:
    """Return what a request asks of a page; None where that shows something else first, or has no such choice."""
    if not is_shown(asking.snapshot, info) or STEP in asking.values:
        return None
    views = {name: found for name, found in asking.values.items() if name == EXTENT or name.startswith(NAME)}
    if any(list(found) != [FULL if name == EXTENT else CHART] for name, found in views.items()):
        return None
    values = {name: found for name, found in asking.values.items() if name not in (*views, ITEMS)}
    try:
        return read(asking.snapshot, info, values)
    except ChoicesUnknown:
        return None


def _drawn(snapshot: Snapshot, asked: Asked, top: Opening) -> Iterator[tuple[str, str]]:
    """Return the charts that are drawn already, by figure; of a page on which nothing is chosen the others follow."""
    cards = top.question.cards if top.question else ()
    for card in cards:
        if card.figure is None or not picture.can_draw(card.figure):
            continue
        width = HALF if len(cards) > 1 else WHOLE if asked.info.path else MAP
        chart = (card.declared.builder, snapshot, card.declared.asked(top.selection), _options(card), width)
        if svg := ready(_svg, *chart):
            yield card.declared.name, svg
        elif not asked.words and asked.selection == Selection(region=snapshot.region):
            _draw_aside(*chart)


def _options(card: Placed) -> Options:
    return tuple(sorted(card.options.items()))


@once
def _svg(builder: Builder, snapshot: Snapshot, selection: Selection, options: Options, width: int) -> str:
    return picture.page_svg(built(builder, snapshot, selection, options), width=width)


def _draw_aside(*chart: object) -> None:
    """Draw a chart for who comes next, one at a time; what fails the page itself says."""
    mark = (chart[0], *chart[2:])
    if mark in _waiting or len(_waiting) >= MOST_WAITING:
        return
    _waiting.add(mark)

    def draw() -> None:
        try:
            _svg(*chart)  # type: ignore[arg-type]
        except Exception as error:
            log.info("no first view of a chart: %s", error)
        finally:
            _waiting.discard(mark)

    _aside.submit(draw)


def _page(snapshot: Snapshot, asked: Asked, top: Opening, drawn: Mapping[str, str]) -> bytes:
    ways = questions(snapshot, asked.info.path, asked.selection)
    head = html.title(*title(snapshot, asked.info, asked.selection))
    acts = f'<i class="mg-first-{_acts(snapshot, asked)}"></i>'
    found = filters_of(snapshot, asked.info)
    way = _filters(snapshot, asked, found) + (html.questions(ways) if ways else "")
    note = f'<p class="mg-note">{escape(reason)}</p>' if (reason := why_no_filter(found, asked.info)) else ""
    counted = key_figures_html(top.counted[0], snapshot, top.selection, top.counted[1]) if top.counted else ""
    answered = _question(snapshot, top, top.question, drawn) if top.question else ""
    if not asked.info.path:
        answered = _overview(snapshot, asked.selection, answered)
    told = f'<div class="mg-first-top">{head}{acts}</div><div class="mg-first-way">{way}</div>{note}{counted}{answered}'
    return f'<div class="mg-first">{told}</div>'.encode()


def _acts(snapshot: Snapshot, asked: Asked) -> str:
    """Return how much room the buttons of a page take: "few", "some" or "many"."""
    if not figures(snapshot, asked.info.path):
        return "few"
    return "many" if asked.info.path == SECTOR_PAGE and asked.selection.sector else "some"


def _filters(snapshot: Snapshot, asked: Asked, found: Filters) -> str:
    """Return the filters with what is chosen in them; nothing on a page that follows none."""
    if not found.any_works:
        return ""
    towns, sector, compare = filters(snapshot)
    names = {code: word for one in (sector, towns) for word, code in one.words.items()}
    chosen = ", ".join(names[code] for code in asked.selection.municipalities) or "Alle gemeenten"
    chips = [(towns.title, found.works("municipalities"), chosen)]
    if len(sector.words) > 1:
        chips.append((sector.title, found.works("sector"), names.get(asked.selection.sector, ALL_SECTORS)))
    chips.append((compare.title, found.works("comparison"), asked.selection.compare))
    drawn = "".join(
        f"<span{'' if works else ' class=mg-first-off'}>{escape(label)} <b>{escape(word)}</b></span>"
        for label, works, word in chips
    )
    return f'<div class="mg-first-drawer">Filters</div><div class="mg-first-chips">{drawn}</div>'


def _overview(snapshot: Snapshot, selection: Selection, answered: str) -> str:
    tiles = "".join(
        f'<div class="st-key-tegel-">{html.key_figures([found.figure])}<i></i></div>'
        for found in highlights(snapshot, selection)
    )
    left = f'<div class="st-key-vraag-kaart">{answered}</div>' if answered else ""
    return f'<div class="st-key-overzicht">{left}<div class="st-key-tegels">{tiles}</div></div>'


def _question(snapshot: Snapshot, top: Opening, question: Question, drawn: Mapping[str, str]) -> str:
    cards = "".join(_card(snapshot, top.selection, card, question, drawn) for card in question.cards)
    head = f'<h2 class="mg-question">{escape(question.words)}</h2>{_choices(question.asked, question.chosen)}'
    beside = " mg-first-beside" if len(question.cards) > 1 else ""
    return f'<div class="mg-first-head">{head}</div><div class="mg-first-cards{beside}">{cards}</div>'


def _choices(asked: Sequence[Offered], chosen: Mapping[Choice, str]) -> str:
    """Return choices as they look: all words beside each other, or of a list the word that is chosen."""
    told = ""
    for one in asked:
        code = chosen[one.choice]
        words = {code: one.words[code]} if one.choice.listed else one.words
        drawn = "".join(
            f"<b>{escape(word)}</b>" if each == code else f"<span>{escape(word)}</span>" for each, word in words.items()
        )
        listed = " class=mg-first-list" if one.choice.listed else ""
        told += f"<span{listed}><i>{escape(one.choice.label)}</i><span>{drawn}</span></span>"
    return f'<span class="mg-first-choices">{told}</span>' if told else ""


def _card(snapshot: Snapshot, selection: Selection, card: Placed, question: Question, drawn: Mapping[str, str]) -> str:
    """Return a figure: its finding, its chart where that is drawn, its sentence and its source."""
    figure = card.figure
    if figure is None:
        return ""
    refused = refusal(snapshot, card.declared, selection, figure)
    head = html.head(figure.headline, figure.subtitle, refused) + _choices(card.own, question.chosen)
    told = f'<div class="mg-first-head">{head}</div>'
    if figure.chart is None:
        return f"<div>{told}{html.table(figure.table, figure.title)}</div>"
    if svg := drawn.get(card.declared.name):
        below = f'<p class="mg-sentence">{html.unbroken(figure.sentence)}</p>'
        told += f'<div class="mg-first-chart">{svg}{below}<p class="mg-fold">{escape(figure.origin)}</p></div>'
    return f"<div>{told}</div>"


FIRST_VIEW = Address(f"{FOLDER}{{pagina}}", "Het begin van een pagina, voordat zij geladen is", (HTML,), _answer)
