"""Where the name and number of each municipality stand on a map: inside it, or beside it with a line to it.

A region has 3 to 18 municipalities, and a status is longer than most names: not every label finds a place. Where that
is so, the map gives way first. What still has no place stands there by its number alone, or not at all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dashboard.charts.shapes import Map, Shape

CELL = 4.0  # pixels of one cell of the grid on which free room is looked for
LETTER = 0.5  # of the size of type, the width of a letter
LINES = 2.4  # of the size of type, the height of a name with a number under it; half of it that of a number alone
MARGIN = 3.0  # pixels around a label
OUTSIDE, TAKEN = -1, -2  # cells of no municipality, and of a label
AT_ONCE = 200  # places that are looked at in one step
STEPS = 2  # such steps for one label, at most: further away than that a line says nothing
CLEAR = 2  # cells around the point where a line ends: no other line comes there
ORDERS = 4  # in which labels beside the map are placed, at most
SHARES = (1.0, 0.8, 0.6)  # of the size that a map has without labels beside it


@dataclass(frozen=True)
class Room:
    """The room for a map: pixels it has at least, and the size of its type."""

    width: float
    height: float
    size: float


@dataclass(frozen=True)
class Label:
    """The middle of a label in units of the map. Beside the map, `line` runs from it to a point inside.

    `alone` is a number without its name.
    """

    x: float
    y: float
    line: tuple[float, float, float, float] | None = None
    alone: bool = False


Frame = tuple[float, float, float, float]


@dataclass(frozen=True)
class Layout:
    """The labels in the order of the shapes, None where there is no place for one, and the frame that holds it all.

    The frame is left, top, right, bottom.
    """

    labels: tuple[Label | None, ...]
    frame: Frame

    @property
    def is_whole(self) -> bool:
        """Whether each shape has its name and number."""
        return all(label and not label.alone for label in self.labels)


@lru_cache(maxsize=512)
def layout(drawn: Map, letters: tuple[tuple[int, int], ...], room: Room, first: tuple[int, ...] = ()) -> Layout:
    """Place a label for each shape; the same map and lengths give the same places, whatever the numbers are.

    The map is as large as it can be with every label on it, and not smaller than the last of SHARES. No label covers
    another or leaves the frame, no line meets a label, a line or the end of one, and the frame fits the room.

    Args:
        drawn: The map.
        letters: How long name and number of each shape are, in the order of its shapes.
        room: The pixels that there are at least; in more room everything only lies further apart.
        first: The numbers of the shapes that choose their places before the others.
    """
    best: _Grid | None = None
    for share in SHARES:
        grid = _Grid(drawn, letters, room, share)
        grid.place(first)
        if best is None or len(grid.labels) > len(best.labels):
            best = grid
        if len(best.labels) == len(letters):
            break
    assert best is not None
    return best.layout()


class _Grid:
    """A map of one size as cells, each of one municipality, of none, or taken by a label or a line."""

    def __init__(self, drawn: Map, letters: Sequence[tuple[int, int]], room: Room, share: float) -> None:
        left, top, right, bottom = drawn.box
        self.frame: Frame = drawn.box
        scale = share * min(room.width / (right - left), room.height / (bottom - top))
        self.drawn, self.cell = drawn, CELL / scale
        self.wide, self.high = room.width / scale, room.height / scale  # of the frame, at most
        self.boxes = [_box(max(lengths), LINES * room.size, room, scale) for lengths in letters]
        self.numbers = [_box(number, LINES / 2 * room.size, room, scale) for _, number in letters]
        self.labels: dict[int, Label] = {}
        self.xs = np.arange(right - self.wide, left + self.wide + self.cell, self.cell)
        self.ys = np.arange(bottom - self.high, top + self.high + self.cell, self.cell)
        self.owner = np.full((len(self.ys), len(self.xs)), OUTSIDE)
        for place, shape in enumerate(drawn.shapes):
            self.owner[self._inside(shape.edges)] = place
        self.whole = self.owner.copy()  # without labels

    def _inside(self, edges: Sequence[tuple[int, int, int, int]]) -> NDArray[np.bool_]:
        inside = np.zeros(self.owner.shape, dtype=bool)
        for x1, y1, x2, y2 in edges:
            if y1 != y2:
                rows = (self.ys >= min(y1, y2)) & (self.ys < max(y1, y2))
                crossing = x1 + (self.ys[rows] - y1) * (x2 - x1) / (y2 - y1)
                inside[rows] ^= self.xs[None, :] < crossing[:, None]
        return inside

    def layout(self) -> Layout:
        """Return what was placed, and a number alone where only that fits inside."""
        labels = tuple(self.labels.get(place) or self._alone(place) for place in range(len(self.boxes)))
        return Layout(labels, self.frame)

    def _alone(self, place: int) -> Label | None:
        self.boxes[place] = self.numbers[place]
        found = self._best_inside(place)
        return None if found is None else Label(*self._take(place, found), alone=True)

    def place(self, first: tuple[int, ...]) -> None:
        """Place labels inside where they fit, then the others beside the map.

        Who chooses first, gets the shortest line. Who finds no place, chooses sooner in a next try.
        """
        for place in range(len(self.boxes)):
            if (found := self._best_inside(place)) is not None:
                self.labels[place] = Label(*self._take(place, found))
        beside = [place for place in range(len(self.boxes)) if place not in self.labels]
        ends = {place: self._end(place, self.drawn.shapes[place]) for place in beside}
        start = self.owner.copy(), self.labels, self.frame
        best, order = start, sorted(beside, key=lambda place: (place not in first, self.boxes[place]))
        for _ in range(ORDERS):
            self.owner, self.labels, self.frame = start[0].copy(), dict(start[1]), start[2]
            for place in order:
                self._beside(place, ends)
            if len(self.labels) > len(best[1]):
                best = self.owner, self.labels, self.frame
            order = sorted(order, key=lambda place: (place not in first, place in self.labels))
            if len(self.labels) == len(self.boxes):
                break
        self.owner, self.labels, self.frame = best

    def _best_inside(self, place: int) -> NDArray[np.int32] | None:
        """Return the cell in the middle of all cells on which the label fits wholly inside its municipality."""
        spots = self._spots(self.owner == place, place)
        if not len(spots):
            return None
        nearest: NDArray[np.int32] = spots[np.square(spots - spots.mean(axis=0)).sum(axis=1).argmin()]
        return nearest

    def _spots(self, free: NDArray[np.bool_], place: int) -> NDArray[np.int32]:
        """Return the cells around which the whole label lies on free cells."""
        half_x, half_y = self._half(place)
        high, wide = 2 * half_y + 1, 2 * half_x + 1
        if free.shape[0] < high or free.shape[1] < wide:
            return np.empty((0, 2), dtype=np.int32)
        sums = np.pad(free.astype(np.int32).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
        filled = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
        middle = np.array((half_y, half_x), dtype=np.int32)
        spots: NDArray[np.int32] = np.argwhere(filled == high * wide).astype(np.int32) + middle
        return spots

    def _half(self, place: int) -> tuple[int, int]:
        width, high = self.boxes[place]
        return math.ceil((width / self.cell - 1) / 2), math.ceil((high / self.cell - 1) / 2)

    def _take(self, place: int, spot: NDArray[np.int32]) -> tuple[float, float]:
        row, column = spot
        half_x, half_y = self._half(place)
        self.owner[row - half_y : row + half_y + 1, column - half_x : column + half_x + 1] = TAKEN
        return float(self.xs[column]), float(self.ys[row])

    def _end(self, place: int, shape: Shape) -> NDArray[np.int32]:
        """Return the cell of a municipality where the line from its label ends."""
        own = np.argwhere(self.whole == place).astype(np.int32)
        if not len(own):  # smaller than a cell
            x, y = shape.edges[0][:2]
            own = np.array([[np.abs(self.ys - y).argmin(), np.abs(self.xs - x).argmin()]], dtype=np.int32)
        middle: NDArray[np.int32] = own[np.square(own - own.mean(axis=0)).sum(axis=1).argmin()]
        return middle

    def _beside(self, place: int, ends: dict[int, NDArray[np.int32]]) -> None:
        """Place a label at the nearest place outside the map from which a line meets nothing, if there is one."""
        end = ends[place]
        blocked = self.owner == TAKEN
        for other, (row, column) in ends.items():
            if other != place:
                blocked[max(0, row - CLEAR) : row + CLEAR + 1, max(0, column - CLEAR) : column + CLEAR + 1] = True
        spots = self._spots(self.owner == OUTSIDE, place)
        spots = spots[(spots % 2 == 0).all(axis=1)]  # every second cell is fine enough
        spots = spots[self._framed(place, spots)]
        spots = spots[np.square(spots - end).sum(axis=1).argsort(kind="stable")][: STEPS * AT_ONCE]
        for first in range(0, len(spots), AT_ONCE):
            part = spots[first : first + AT_ONCE]
            share = np.linspace(0, 1, int(np.abs(part - end).max()) + 2)
            paths = np.rint(part[:, None] + (end - part)[:, None] * share[None, :, None]).astype(np.int32)
            clear = np.flatnonzero(~blocked[paths[..., 0], paths[..., 1]].any(axis=1))
            if len(clear):
                self._put(place, part[clear[0]], paths[clear[0]])
                return

    def _framed(self, place: int, spots: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Return on which of `spots` a label leaves the frame small enough for the room."""
        left, top, right, bottom = self._with(place, self.xs[spots[:, 1]], self.ys[spots[:, 0]])
        fits: NDArray[np.bool_] = (right - left <= self.wide) & (bottom - top <= self.high)
        return fits

    def _with(
        self, place: int, x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Return the sides of the frame with a label at each of some places."""
        (width, high), (left, top, right, bottom) = self.boxes[place], self.frame
        return (
            np.minimum(left, x - width / 2),
            np.minimum(top, y - high / 2),
            np.maximum(right, x + width / 2),
            np.maximum(bottom, y + high / 2),
        )

    def _put(self, place: int, spot: NDArray[np.int32], path: NDArray[np.int32]) -> None:
        """Place a label beside the map, with its line."""
        for row, column in path:
            self.owner[row, column : column + 2] = TAKEN  # two wide: a slanting line does not slip through
        x, y = self._take(place, spot)
        row, column = path[-1]
        end = float(self.xs[column]), float(self.ys[row])
        self.labels[place] = Label(x, y, (*self._edge(place, (x, y), end), *end))
        left, top, right, bottom = self._with(place, np.array(x), np.array(y))
        self.frame = float(left), float(top), float(right), float(bottom)

    def _edge(self, place: int, middle: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
        """Return where a line from the middle of a label to `end` leaves the label."""
        width, high = self.boxes[place]
        dx, dy = end[0] - middle[0], end[1] - middle[1]
        share = min(width / 2 / abs(dx) if dx else math.inf, high / 2 / abs(dy) if dy else math.inf, 1.0)
        return middle[0] + share * dx, middle[1] + share * dy


def _box(letters: int, high: float, room: Room, scale: float) -> tuple[float, float]:
    """Return width and height of a label with its margin, in units of the map."""
    return (LETTER * room.size * letters + 2 * MARGIN) / scale, (high + 2 * MARGIN) / scale
