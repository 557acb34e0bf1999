"""Charts that PowerPoint can draw itself, read from the specifications of dashboard.figures.charts."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dashboard import notation
from dashboard.figures.core import Figure

AXIS_STEPS = 6  # steps on a value axis at most, but for its ends
NO_NUMBER = " ({})"
NUMBER = re.compile(r"(?P<before>€ )?(?P<number>[−-]?[\d.]+(?:,(?P<decimals>\d+))?)(?P<after>%)?")


@dataclass(frozen=True)
class Series:
    """One series. `values`, `texts` and `colours` run along the categories; None draws nothing.

    `ending` is the label at the end of a line, or empty; `shift` moves it up by that share of the value axis.
    """

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    colours: tuple[str, ...]
    hollow: tuple[bool, ...] = ()
    dashed: bool = False
    strong: bool = False
    ending: str = ""
    shift: float = 0.0


@dataclass(frozen=True)
class NativeChart:
    """A chart as numbers. `number_format` is that of Excel; `bounds` and `step` those of the value axis of lines."""

    kind: Literal["bars", "stacked", "lines"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    number_format: str
    bounds: tuple[float, float] = (0, 0)
    step: float = 1


def native(figure: Figure) -> NativeChart | None:
    """Return the chart of `figure` as numbers, or None where PowerPoint has no such kind of chart."""
    spec = figure.chart or {}
    kind = spec.get("usermeta", {}).get("kind")
    if kind == "bars":
        return _bars(spec, figure)
    if kind == "stacked":
        return _stacked(spec)
    return _lines(spec) if kind == "lines" else None


def _bars(spec: dict[str, Any], figure: Figure) -> NativeChart:
    rows = [dict(row) for row in _rows(spec, spec["layer"][0])]
    for layer in spec["layer"]:
        if layer["mark"].get("type") == "rule":  # the dashed line of a comparison becomes a bar of its own
            rows += [_comparison(row, layer["mark"]["color"]) for row in _rows(spec, layer)]
    names = tuple(
        row["name"] if row["value"] is not None else row["name"] + NO_NUMBER.format(row["text"]) for row in rows
    )
    series = Series(
        figure.subtitle,
        tuple(row["value"] for row in rows),
        tuple(row["text"] for row in rows),
        tuple(row["colour"] for row in rows),
    )
    return NativeChart("bars", names, (series,), number_format([series]))


def _comparison(row: dict[str, Any], colour: str) -> dict[str, Any]:
    """Return "Nederland 3,9%" as a bar called Nederland with the text 3,9%."""
    found = re.match(r"(.*?)\s+((?:€ )?[−-]?\d.*)$", row["text"])
    name, text = found.groups() if found else (row["text"], "")
    return {"name": name, "value": row["value"], "text": text, "colour": colour}


def _stacked(spec: dict[str, Any]) -> NativeChart:
    rows = _rows(spec, spec["layer"][0])
    bars = tuple(dict.fromkeys(row["bar"] for row in rows))
    found = {(row["name"], row["bar"]): row for row in rows}
    series = [
        Series(
            name,
            tuple(found.get((name, bar), {}).get("value") for bar in bars),
            tuple(found.get((name, bar), {}).get("text", "") for bar in bars),
            tuple(next(row["colour"] for row in rows if row["name"] == name) for _ in bars),
        )
        for name in dict.fromkeys(row["name"] for row in sorted(rows, key=lambda row: row["order"]))
    ]
    return NativeChart("stacked", bars, tuple(series), number_format(series))


def _lines(spec: dict[str, Any]) -> NativeChart:
    rows = _rows(spec, spec["layer"][0])
    labels = tuple(dict.fromkeys(row["label"] for row in rows))
    low, high, step = round_axis(*spec["layer"][0]["encoding"]["y"]["scale"]["domain"])
    ends = {row["shown"]: row["place"] for row in _rows(spec, spec["layer"][2])}
    series = []
    for name in dict.fromkeys(row["name"] for row in rows):
        own = [row for row in rows if row["name"] == name]
        points = {row["label"]: row for row in own}
        last = next(row for row in reversed(own) if row["value"] is not None)  # a series may end without a figure
        ending = f"{name} {last['text']}" if last["labelled"] else ""
        series.append(
            Series(
                name,
                tuple(points[label]["value"] if label in points else None for label in labels),
                tuple(points[label]["text"] if label in points else "" for label in labels),
                tuple(last["colour"] for _ in labels),
                hollow=tuple(label in points and points[label]["provisional"] for label in labels),
                dashed=last["dashed"],
                strong=last["strong"],
                ending=ending,
                shift=(ends.get(ending, last["value"]) - last["value"]) / (high - low),
            )
        )
    return NativeChart("lines", labels, tuple(series), number_format(series), (low, high), step)


def round_axis(low: float, high: float) -> tuple[float, float, float]:
    """Return the ends of an axis around `low` and `high`, and the step between its marks, as round numbers."""
    rough = (high - low or 1) / AXIS_STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return round(first * step, 9), round(max(last, first + 1) * step, 9), step


def _rows(spec: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    found = layer.get("data") or spec["data"]
    rows: list[dict[str, Any]] = found["values"] if "values" in found else spec["datasets"][found["name"]]
    return rows


def number_format(series: Sequence[Series]) -> str:
    """Return the number format in which PowerPoint writes the values as their texts do."""
    for one in series:
        for value, text in zip(one.values, one.texts, strict=True):
            match = NUMBER.match(text)
            if value is not None and match:
                return _format(match)
    return "General"


def _format(match: re.Match[str]) -> str:
    decimals = len(match["decimals"] or "")
    digits = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    before, after = ('"€ "' if match["before"] else ""), ('"%"' if match["after"] else "")
    return f"{before}{digits}{after}"


def is_plain(value: float | None, text: str, chart_format: str) -> bool:
    """Whether `chart_format` writes `value` exactly as `text`, so that the label may follow the number."""
    match = NUMBER.fullmatch(text)
    if value is None or match is None or _format(match) != chart_format:
        return False
    return match["number"] == notation.number(value, len(match["decimals"] or ""))
