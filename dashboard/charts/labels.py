"""Where the name and number of each municipality stand on a map: inside it, or beside it with a line to it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dashboard.charts.shapes import Map

CELL = 4.0  # pixels of one cell of the grid on which free room is looked for
LETTER = 0.5  # of the size of type, the width of a letter
LINES = 2.4  # of the size of type, the height of a name with a number under it
MARGIN = 3.0  # pixels around a label
OUTSIDE, TAKEN = -1, -2  # cells of no municipality, and of a label
AT_ONCE = 200  # places that are looked at in one step
CLEAR = 2  # cells around the point where a line ends: no other line comes there
COLUMNS = 3  # labels beside each other to the left and the right of a map in a low room, at most
ROUNDS = 6  # labels beside the map make it wider, so smaller, so its labels larger: until it stands still, or so often


@dataclass(frozen=True)
class Room:
    """The room for a map: pixels it has at least, and the size of its type."""

    width: float
    height: float
    size: float


@dataclass(frozen=True)
class Label:
    """The middle of a label in units of the map. Beside the map, `line` runs from it to a point inside."""

    x: float
    y: float
    line: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Layout:
    """The labels in the order of the shapes, and the frame that holds shapes and labels: left, top, right, bottom."""

    labels: tuple[Label, ...]
    frame: tuple[float, float, float, float]


@lru_cache(maxsize=512)
def layout(drawn: Map, names: tuple[str, ...], room: Room) -> Layout:
    """Place a label for each shape; the same map and names give the same places, whatever the numbers are.

    In a room that is lower than the map, labels stand to the left and the right as far as they can: so the map is as
    large as it can be. Where their lines then meet something, they stand as near as they can, if that is better.

    Args:
        drawn: The map.
        names: What stands on the longest line of each label, in the order of its shapes.
        room: The pixels that there are at least; in more room everything only lies further apart.
    """
    left, top, right, bottom = drawn.box
    is_low = room.width * (bottom - top) > room.height * (right - left)
    met, found = _placed(drawn, names, room, sideways=is_low)
    if met and is_low:
        others, near = _placed(drawn, names, room, sideways=False)
        return near if others < met else found
    return found


def _scale(room: Room, frame: tuple[float, float, float, float]) -> float:
    return min(room.width / (frame[2] - frame[0]), room.height / (frame[3] - frame[1]))


def _placed(drawn: Map, names: tuple[str, ...], room: Room, *, sideways: bool) -> tuple[int, Layout]:
    """Return how many lines meet something, and the places of the labels."""
    frame: tuple[float, float, float, float] = drawn.box
    widths = [LETTER * room.size * len(name) + 2 * MARGIN for name in names]
    high = LINES * room.size + 2 * MARGIN
    met = 0
    labels: tuple[Label, ...] = ()
    for _ in range(ROUNDS):
        scale = _scale(room, frame)
        boxes = [(width / scale, high / scale) for width in widths]
        met, labels = _Grid(drawn, boxes, CELL / scale, sideways=sideways).placed()
        before, frame = frame, _around(frame, labels, boxes)
        if frame == before:
            break
    return met, Layout(labels, frame)


def _around(
    box: tuple[float, float, float, float], labels: Sequence[Label], boxes: Sequence[tuple[float, float]]
) -> tuple[float, float, float, float]:
    pairs = list(zip(labels, boxes, strict=True))
    return (
        min([box[0], *(label.x - width / 2 for label, (width, _) in pairs)]),
        min([box[1], *(label.y - high / 2 for label, (_, high) in pairs)]),
        max([box[2], *(label.x + width / 2 for label, (width, _) in pairs)]),
        max([box[3], *(label.y + high / 2 for label, (_, high) in pairs)]),
    )


class _Grid:
    """The map as cells, each of one municipality, of none, or taken by a label."""

    def __init__(
        self, drawn: Map, boxes: Sequence[tuple[float, float]], cell: float, *, sideways: bool = False
    ) -> None:
        self.sideways = sideways
        left, top, right, bottom = drawn.box
        wide, high = max(width for width, _ in boxes), max(height for _, height in boxes)
        self.boxes, self.cell = boxes, cell
        aside = COLUMNS * wide if sideways else wide
        self.left, self.top = left - aside - cell, top - 2 * high - cell
        columns = math.ceil((right - left + 2 * aside) / cell) + 2
        rows = math.ceil((bottom - top + 4 * high) / cell) + 2
        self.xs = self.left + (np.arange(columns) + 0.5) * cell
        self.ys = self.top + (np.arange(rows) + 0.5) * cell
        self.owner = np.full((rows, columns), OUTSIDE)
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

    def placed(self) -> tuple[int, tuple[Label, ...]]:
        """Return how many lines meet something, and the labels.

        First those are placed that fit inside, then the others beside the map, the narrowest first.
        """
        labels: dict[int, Label] = {}
        for place in range(len(self.boxes)):
            if (found := self._best_inside(place)) is not None:
                labels[place] = Label(*self._take(place, found))
        beside = [place for place in range(len(self.boxes)) if place not in labels]
        anchors = {place: self._anchor(place) for place in beside}
        free, best = self.owner.copy(), (len(beside) + 1, labels)
        for order in self._orders(beside, anchors):
            self.owner[:] = free
            lines = {place: self._beside(place, anchors) for place in order}
            met = sum(not clear for _, clear in lines.values())
            if met < best[0]:
                best = met, labels | {place: label for place, (label, _) in lines.items()}
            if not met:
                break
        return best[0], tuple(best[1][place] for place in range(len(self.boxes)))

    def _orders(self, beside: Sequence[int], anchors: Mapping[int, NDArray[np.int64]]) -> Iterator[list[int]]:
        """Return orders to place labels in: the first gets the shortest line, the last may find no place free."""
        yield sorted(beside, key=lambda place: self.boxes[place])
        yield sorted(beside, key=lambda place: self.boxes[place], reverse=True)
        middle = np.argwhere(self.whole != OUTSIDE).mean(axis=0)
        inner = sorted(beside, key=lambda place: float(np.square(anchors[place] - middle).sum()))
        yield inner
        yield inner[::-1]

    def _best_inside(self, place: int) -> tuple[int, int] | None:
        """Return the cell in the middle of all cells on which the label fits wholly inside its municipality."""
        spots = np.argwhere(self._fits(self.owner == place, place))
        if not len(spots):
            return None
        nearest = np.square(spots - spots.mean(axis=0)).sum(axis=1).argmin()
        return int(spots[nearest][0]), int(spots[nearest][1])

    def _fits(self, free: NDArray[np.bool_], place: int) -> NDArray[np.bool_]:
        """Return the cells around which the whole label lies on free cells."""
        half_x, half_y = self._half(place)
        sums = np.pad(free.astype(np.int32).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
        high, wide = 2 * half_y + 1, 2 * half_x + 1
        found = np.zeros_like(free)
        if free.shape[0] < high or free.shape[1] < wide:
            return found
        filled = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
        found[half_y : half_y + filled.shape[0], half_x : half_x + filled.shape[1]] = filled == high * wide
        return found

    def _half(self, place: int) -> tuple[int, int]:
        width, high = self.boxes[place]
        return math.ceil((width / self.cell - 1) / 2), math.ceil((high / self.cell - 1) / 2)

    def _take(self, place: int, spot: tuple[int, int]) -> tuple[float, float]:
        row, column = spot
        half_x, half_y = self._half(place)
        self.owner[row - half_y : row + half_y + 1, column - half_x : column + half_x + 1] = TAKEN
        return float(self.xs[column]), float(self.ys[row])

    def _anchor(self, place: int) -> NDArray[np.int64]:
        """Return the cell of a municipality where the line from its label ends."""
        own = np.argwhere(self.whole == place)
        if not len(own):  # smaller than a cell
            own = np.array([[len(self.ys) // 2, len(self.xs) // 2]])
        middle: NDArray[np.int64] = own[np.square(own - own.mean(axis=0)).sum(axis=1).argmin()]
        return middle

    def _beside(self, place: int, anchors: Mapping[int, NDArray[np.int64]]) -> tuple[Label, bool]:
        """Return the nearest place outside the map, and whether its line meets no label, line or other end."""
        anchor, others = anchors[place], [end for other, end in anchors.items() if other != place]
        spots = np.argwhere(self._fits(self.owner == OUTSIDE, place))
        spots = spots[np.lexsort((np.square(spots - anchor).sum(axis=1), self._beyond(place, spots)))]
        parts = np.array_split(spots, math.ceil(len(spots) / AT_ONCE))
        clear = next(
            (part[found][0] for part in parts if (found := self._clear(place, part, anchor, others)).any()), None
        )
        chosen = spots[0] if clear is None else clear
        for row, column in _between(chosen, anchor):
            self.owner[row, column : column + 2] = TAKEN  # two wide: a slanting line does not slip through
        x, y = self._take(place, (int(chosen[0]), int(chosen[1])))
        end = float(self.xs[anchor[1]]), float(self.ys[anchor[0]])
        return Label(x, y, (*self._edge(place, (x, y), end), *end)), clear is not None

    def _beyond(self, place: int, spots: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many cells a label stands out above or below the map; 0 where that does not matter."""
        if not self.sideways:
            return np.zeros(len(spots), dtype=np.int64)
        rows, half = np.flatnonzero((self.whole != OUTSIDE).any(axis=1)), self._half(place)[1]
        out: NDArray[np.int64] = np.maximum(rows[0] - (spots[:, 0] - half), spots[:, 0] + half - rows[-1])
        return out.clip(min=0)

    def _clear(
        self,
        place: int,
        spots: NDArray[np.int64],
        anchor: NDArray[np.int64],
        others: Sequence[NDArray[np.int64]],
    ) -> NDArray[np.bool_]:
        """Return from which of `spots` a line to `anchor` meets no label, no line and no end of another line."""
        half = np.array(self._half(place)[::-1])
        share = np.linspace(0, 1, int(np.abs(spots - anchor).max()) + 2)
        cells = np.rint(spots[:, None] + (anchor - spots)[:, None] * share[None, :, None]).astype(int)
        beyond = (np.abs(cells - spots[:, None]) > half).any(axis=2)
        met = beyond & (self.owner[cells[..., 0], cells[..., 1]] == TAKEN)
        for end in others:
            met |= (np.abs(cells - end) <= CLEAR).all(axis=2)
        clear: NDArray[np.bool_] = ~met.any(axis=1)
        return clear

    def _edge(self, place: int, middle: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
        """Return where a line from the middle of a label to `end` leaves the label."""
        width, high = self.boxes[place]
        dx, dy = end[0] - middle[0], end[1] - middle[1]
        share = min(width / 2 / abs(dx) if dx else math.inf, high / 2 / abs(dy) if dy else math.inf, 1.0)
        return middle[0] + share * dx, middle[1] + share * dy


def _between(one: NDArray[np.int64], other: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    steps = int(np.abs(other - one).max()) + 1
    for step in range(steps + 1):
        row, column = one + (other - one) * step / steps
        yield round(float(row)), round(float(column))
