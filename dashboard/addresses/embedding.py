"""A figure as a light page, for a frame on another site: chart, table, finding, source and status; no script."""

from __future__ import annotations

import logging
from functools import partial
from html import escape

from dashboard.addresses import shell
from dashboard.addresses.asking import HTML, Address, Answer, Asking
from dashboard.addresses.figures import (
    FOLDER,
    asked_of,
    figure_of,
    file_address,
    key,
    page_address,
    parameters,
    possible,
)
from dashboard.asking.memory import once
from dashboard.composition.addressing import Asked
from dashboard.export import about, picture
from dashboard.figure.core import Figure
from snapshot.errors import SettingUnreadable
from snapshot.read import Snapshot

WIDTH = 760  # pixels in which the chart is drawn; a frame makes it as wide as itself
log = logging.getLogger("dashboard")


def _answer(asking: Asking) -> Answer:
    asked, policy = asked_of(asking), shell.policy(_allowed())
    return Answer(
        HTML,
        (*key(asked), asking.is_frozen, policy),
        partial(_page, asking.snapshot, asked, is_frozen=asking.is_frozen),
        lasts=not asked.declared.of_today,
        headers={"Content-Security-Policy": policy},
    )


def _allowed() -> tuple[str, ...]:
    try:
        return shell.allowed()
    except SettingUnreadable as error:
        log.error("%s; no other site can embed figures", error)
        return ()


@once
def _page(snapshot: Snapshot, asked: Asked, *, is_frozen: bool) -> bytes:
    figure = figure_of(snapshot, asked)
    parts = [
        f'<h1>{escape(figure.headline)}</h1><p class="about">{escape(figure.subtitle)}</p>',
        _chart(figure),
        f"<p>{escape(figure.sentence)}</p>",
        _table(figure),
        _foot(figure, asked),
        shell.ways(
            [
                (page_address(snapshot, asked, is_frozen=is_frozen), "Bekijk in het dashboard"),
                (file_address(snapshot, asked, ".csv", is_frozen=is_frozen), "CSV voor Excel"),
            ],
            elsewhere=True,
        ),
    ]
    return shell.document(f"{figure.title} | {about.maker_of(snapshot.region)}", "".join(parts))


def _chart(figure: Figure) -> str:
    if not picture.can_draw(figure):
        return ""
    drawn = picture.page_svg(figure, width=WIDTH)
    return f'<div class="chart" role="region" tabindex="0" aria-label="Grafiek">{drawn}</div>'


def _table(figure: Figure) -> str:
    drawn = shell.table(figure.table, figure.title)
    return f"<details><summary>Tabel</summary>{drawn}</details>" if picture.can_draw(figure) else drawn


def _foot(figure: Figure, asked: Asked) -> str:
    notes = "".join(f"<li>{escape(note)}</li>" for note in figure.all_notes)
    told = f"<details><summary>Opmerkingen bij deze cijfers</summary><ul>{notes}</ul></details>" if notes else ""
    lines = "".join(f"<p>{escape(line)}</p>" for line in about.foot(figure, asked.selection))
    return f'<footer class="foot">{told}{lines}</footer>'


EMBEDDED = Address(
    f"{FOLDER}{{figuur}}",
    "Een figuur als lichte pagina, om in te sluiten",
    (HTML,),
    _answer,
    possible,
    parameters,
    draws=True,
)
