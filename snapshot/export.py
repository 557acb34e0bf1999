"""Rows as files: CSV that Dutch Excel opens at a double click, and CSV for everything else."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

import pandas as pd

from snapshot.model import UNITS, Dataset
from snapshot.periods import COLUMNS, vague

MONTH, PARAGRAPH = re.compile(r"\d{4}-\d{2}"), re.compile(r"\d+(\.\d+){1,3}")
LIKE_A_DATE = re.compile(  # what Dutch Excel makes a date of, but for a whole ISO day, which is one
    r"\d{1,4}[-/. ]\d{1,2}([-/. ]\d{1,4})?|(\d{1,2}[-/. ]+)?(jan|feb|mrt|maa|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*"
    r"[-/. ]+\d{1,4}|\d{1,2}[-/. ]+(jan|feb|mrt|maa|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*",
    re.IGNORECASE,
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
KEPT = "Een maand staat er als “maand 2024-12” en een paragraaf als “par. 1.1.4”: anders maakt Excel er een datum van."
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
Labels = Mapping[str, Mapping[str, str]]


def dutch_rows(dataset: Dataset, frame: pd.DataFrame, labels: Labels) -> tuple[list[str], list[list[object]]]:
    """Return header and rows in Dutch: names with their codes, one value column per unit, numbers as numbers.

    Args:
        dataset: The declaration of the rows.
        frame: Rows with the declared columns.
        labels: Per column name, the Dutch word of each code.
    """
    header: list[str] = []
    columns: list[list[object]] = []
    for column in dataset.columns:
        cells = frame[column.name].tolist()
        words = labels.get(column.name, {})
        if column.role == "value":
            for unit in dict.fromkeys(frame["unit"]):
                header.append(f"{column.title} ({UNITS[unit].label})")
                columns.append(_values(dataset, frame, unit))
        elif column.role in ("unit", "measure", "status") and words:
            header.append(column.title)
            columns.append([words.get(cell, cell) for cell in cells])
        elif column.name in COLUMNS:
            header.append(column.title)
            columns.append([vague(cell or "") or _plain(cell) for cell in cells])
        elif words:
            header += [column.title, f"{column.title} (code)"]
            columns += [[words.get(cell, cell) for cell in cells], cells]
        else:
            header.append(column.title)
            columns.append([_plain(cell) for cell in cells])
    return header, [list(row) for row in zip(*columns, strict=True)]


def _values(dataset: Dataset, frame: pd.DataFrame, unit: str) -> list[object]:
    decimals = {measure.name: measure.decimals for measure in dataset.measures}
    cells: list[object] = []
    for found, measure, value in zip(frame["unit"], frame["measure"], frame["value"], strict=True):
        if found != unit or pd.isna(value):
            cells.append(None)
        else:
            rounded = round(float(value), max(decimals[measure], 4))
            cells.append(int(rounded) if decimals[measure] == 0 and rounded.is_integer() else rounded)
    return cells


def _plain(cell: object) -> object:
    if cell is None or cell is pd.NA or (isinstance(cell, float) and pd.isna(cell)):
        return None
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    return cell


def csv_dutch(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return a CSV for Dutch Excel: semicolons, decimal commas, UTF-8 with BOM, CRLF, no formula or false date."""
    return csv_dutch_tables([(header, rows)])


def csv_dutch_tables(tables: Iterable[tuple[Iterable[str], Iterable[Iterable[object]]]]) -> bytes:
    """Return tables below each other as one CSV for Dutch Excel, with an empty line between them; the BOM comes once.

    Args:
        tables: Of each table its header and its rows.
    """
    parts: list[str] = []
    for header, rows in tables:
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
        writer.writerow([_guarded(name) for name in header])
        writer.writerows([[_dutch_cell(cell) for cell in row] for row in rows])
        parts.append(buffer.getvalue())
    return "\r\n".join(parts).encode("utf-8-sig")


def _dutch_cell(cell: object) -> object:
    if isinstance(cell, float):
        return repr(cell).replace(".", ",")
    return _kept(cell) if isinstance(cell, str) else cell


def _kept(cell: str) -> str:
    """Return a text that Dutch Excel leaves as it is: no formula, and no date where it is none."""
    if MONTH.fullmatch(cell):
        return f"maand {cell}"
    if PARAGRAPH.fullmatch(cell):
        return f"par. {cell}"
    return f"'{cell}" if LIKE_A_DATE.fullmatch(cell) and not DAY.fullmatch(cell) else _guarded(cell)


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def csv_international(dataset: Dataset, frame: pd.DataFrame) -> bytes:
    """Return a CSV with codes and declared column names: commas, decimal points, UTF-8, LF.

    Each value keeps its unit in the column `unit`, and with one unit in the header too.
    """
    units = list(dict.fromkeys(frame["unit"])) if dataset.is_observations else []
    names = {"value": f"value_{units[0]}"} if len(units) == 1 else {}
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    columns = [column.name for column in dataset.columns]
    writer.writerow([names.get(name, name) for name in columns])
    for row in frame[columns].itertuples(index=False):
        writer.writerow([_international_cell(cell) for cell in row])
    return buffer.getvalue().encode("utf-8")


def _international_cell(cell: object) -> object:
    if cell is None or cell is pd.NA or (isinstance(cell, float) and pd.isna(cell)):
        return ""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else repr(cell)
    return _guarded(cell) if isinstance(cell, str) else cell
