"""Small pictures beside a number: its course, and where other places stand. They repeat what words tell.

A page takes no drawing in its HTML, so each ink is a field of its colour under a mask: it follows the scheme and paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from dashboard.figure.core import KeyFigure
from dashboard.telling import roles

WIDTH, HEIGHT, EDGE = 96, 32, 4  # pixels
CELL_WIDTH, CELL_HEIGHT = 78, 24  # of the line in a table
ROOM = 1.15  # of the highest number, so that it does not stand at the end of its scale


def drawn(figure: KeyFigure) -> str:
    """Return the course of a key figure, or else where it stands beside other places; '' where neither is known."""
    values, marks = figure.course or (), [mark.value for mark in figure.marks]
    if len(values) > 1:
        scale = (min(*values, *marks), max(*values, *marks))
        lines = [_line(values, scale, WIDTH, HEIGHT)]
        level = [(_down(mark.value, scale, HEIGHT), mark.role) for mark in figure.marks]
        inks = [_ink(roles.ACCENT, lines, WIDTH, HEIGHT)]
        inks += [_ink(role, [_level(y, dashed=role == roles.COUNTRY)], WIDTH, HEIGHT) for y, role in level]
        return _framed(inks)
    shown = figure.spread or (() if figure.value is None else (figure.value,))
    if not shown or not (marks or figure.spread):
        return ""
    top = ROOM * max([*shown, *marks]) or 1
    inks = [_ink(roles.CONTEXT, [f'<path d="M{EDGE} 16H{WIDTH - EDGE}" stroke="#000"/>'], WIDTH, HEIGHT)]
    inks += [_ink(mark.role, [_tick(_along(mark.value, top), dashed=mark.role == roles.COUNTRY)], WIDTH, HEIGHT)
             for mark in figure.marks]  # fmt: skip
    ends = [_along(value, top) for value in (min(shown), max(shown))]
    between = [f'<path d="M{ends[0]:.1f} 16H{ends[1]:.1f}" stroke="#000" stroke-width="3"/>'] if len(shown) > 1 else []
    dots = [f'<circle cx="{_along(value, top):.1f}" cy="16" r="5"/>' for value in shown]
    inks.append(_ink(roles.ACCENT, [*between, *dots], WIDTH, HEIGHT))
    return _framed(inks)


def spark(values: Sequence[float]) -> str:
    """Return a small line of `values` in a cell, the last one marked; nothing for fewer than two."""
    if len(values) < 2:
        return ""
    line = _line(values, (min(values), max(values)), CELL_WIDTH, CELL_HEIGHT)
    return f'<span class="mg-spark" aria-hidden="true">{_ink(roles.ACCENT, [line], CELL_WIDTH, CELL_HEIGHT)}</span>'


def _framed(inks: Sequence[str]) -> str:
    return f'<span class="mg-small mg-inks" aria-hidden="true">{"".join(inks)}</span> '


def _ink(role: str, shapes: Sequence[str], width: int, height: int) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{"".join(shapes)}</svg>'
    return f'<span style="--ink:var(--mg-{role});--drawn:url(&quot;data:image/svg+xml,{quote(svg)}&quot;)"></span>'


def _line(values: Sequence[float], scale: tuple[float, float], width: int, height: int) -> str:
    across = (width - 2 * EDGE) / (len(values) - 1)
    points = [(EDGE + place * across, _down(value, scale, height)) for place, value in enumerate(values)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return (
        f'<polyline points="{path}" fill="none" stroke="#000" stroke-width="2" stroke-linejoin="round"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
    )


def _down(value: float, scale: tuple[float, float], height: int) -> float:
    low, high = scale
    return EDGE + (height - 2 * EDGE) * (high - value) / ((high - low) or 1)


def _along(value: float, top: float) -> float:
    return EDGE + 1 + (WIDTH - 2 * EDGE - 2) * max(value, 0) / top


def _level(y: float, *, dashed: bool) -> str:
    return f'<path d="M0 {y:.1f}H{WIDTH}" stroke="#000"{_dashes(dashed)}/>'


def _tick(x: float, *, dashed: bool) -> str:
    return f'<path d="M{x:.1f} 4V28" stroke="#000" stroke-width="2"{_dashes(dashed)}/>'


def _dashes(dashed: bool) -> str:
    return ' stroke-dasharray="4 3"' if dashed else ""
