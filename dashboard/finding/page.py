"""The page on which a question is answered, as HTML: the answer first, then other readings, terms and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import urlencode

from dashboard.about.terms import Term
from dashboard.finding.answers import EMPTY, Answer, Told
from dashboard.finding.standing import Way
from dashboard.finding.texts import Text, page_title

FIELD = "vraag"  # the question in the address
To = Callable[[str], str]  # an address of this dashboard, with the filters and the snapshot of the reader


def answer_html(found: Answer, to: To, examples: Sequence[str] = ()) -> str:
    """Return an answer; `to` makes a link of an address of a page, `examples` are questions to begin with."""
    if found.kind == EMPTY:
        return _examples(to, examples)
    more = "" if found.told or found.terms or found.texts else _examples(to, examples)
    return f"{first_html(found, to)}{more_html(found, to)}{more}"


def first_html(found: Answer, to: To) -> str:
    """Return what answers the question itself."""
    parts = [f'<p class="mg-found" role="status">{escape(found.lead or _count(found))}</p>']
    parts += [_article(one.sentence, (one.line,), (one.way,), to, level=2) for one in found.findings]
    parts += [_told(one, to, level=2) for one in found.told]
    if found.near:
        parts.append(f"<p>Bedoel je {', '.join(_ask(word, to) for word in found.near)}?</p>")
    return f'<section class="mg-text mg-answer">{"".join(parts)}</section>'


def more_html(found: Answer, to: To) -> str:
    """Return what was found besides: terms, other readings, words; '' for nothing."""
    parts = []
    if found.terms:
        listed = "".join(_term(term, to) for term in found.terms)
        parts.append(f'<h2>Begrip</h2><dl class="mg-terms">{listed}</dl>')
    if found.also:
        parts.append("<h2>Ook gevonden</h2>" + "".join(_told(one, to, level=3) for one in found.also))
    if found.texts:
        parts.append(f"<h2>Hier staat er meer over</h2>{_texts(found.texts, to)}")
    return f'<section class="mg-text mg-answer">{"".join(parts)}</section>' if parts else ""


def _count(found: Answer) -> str:
    """Return what was found, for who cannot see it."""
    if found.told:
        return "Antwoord"
    if found.findings:
        return "Gevonden in een figuur"
    return "Gevonden in de begrippen" if found.terms else "Gevonden in woorden"


def _told(one: Told, to: To, *, level: int) -> str:
    return _article(one.sentence, one.lines, one.ways, to, level=level)


def _article(sentence: str, lines: Sequence[str], ways: Sequence[Way], to: To, *, level: int) -> str:
    small = "".join(f'<p class="mg-under">{escape(line)}</p>' for line in lines)
    told = " · ".join(_way(way, to) for way in ways)
    return f"<article><h{level}>{escape(sentence)}</h{level}>{small}<p>{told}</p></article>"


def _way(way: Way, to: To) -> str:
    return f'<a href="{escape(to(way.address))}" target="_self">{escape(way.words)}</a>'


def _term(term: Term, to: To) -> str:
    link = f'<a href="{escape(to("begrippen"))}#{escape(term.anchor)}" target="_self">{escape(term.word)}</a>'
    return f"<div><dt>{link}</dt><dd>{escape(term.definition)}</dd></div>"


def _texts(texts: Sequence[Text], to: To) -> str:
    return f"<ul>{''.join(f'<li>{escape(one.kind)}: {_way(one.way, to)}{_where(one)}</li>' for one in texts)}</ul>"


def _where(one: Text) -> str:
    title = page_title(one.path)
    return "" if title == one.words else f" ({escape(title)})"


def _ask(words: str, to: To) -> str:
    return f'<a href="{escape(to(f"zoeken?{_query(words)}"))}" target="_self">{escape(words)}</a>'


def _query(words: str) -> str:
    return urlencode({FIELD: words})


def _examples(to: To, examples: Sequence[str]) -> str:
    items = "".join(f"<li>{_ask(words, to)}</li>" for words in examples)
    return (
        '<section class="mg-text mg-answer"><p>Typ een vraag met een onderwerp en, als je wilt, een plaats en een '
        f"jaar. Bijvoorbeeld:</p><ul>{items}</ul><p>Je vraag blijft hier: we sturen en bewaren niets.</p></section>"
    )
