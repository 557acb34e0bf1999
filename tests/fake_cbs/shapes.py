"""How one row, code, topic or table looks in OData v3 and v4."""

from __future__ import annotations

from typing import Any

from tests.fake_cbs.filters import BadFilter
from tests.fake_cbs.tables import Dim, FakeTable, FakeTopic


def v3_info(table: FakeTable) -> dict[str, Any]:
    return {
        "ID": 0,
        "Title": table.title,
        "ShortTitle": table.title,
        "Identifier": table.id,
        "Modified": table.modified,
        "OutputStatus": "Regulier",
        "Language": "nl",
        "Frequency": "Perjaar",
    }


def v3_properties(table: FakeTable) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {
            "ID": place,
            "ParentID": None,
            "Type": dim.kind,
            "Key": dim.name,
            "Title": dim.title,
            "Unit": "",
            "Decimals": 0,
        }
        for place, dim in enumerate(table.dims)
    ]
    groups: dict[str, int] = {}
    for place, topic in enumerate(table.topics, start=table.first_ordinal):
        if topic.group and topic.group not in groups:
            groups[topic.group] = len(rows)
            rows.append({"ID": len(rows), "ParentID": None, "Type": "TopicGroup", "Key": "", "Title": topic.group})
        rows.append(
            {
                "ID": len(rows),
                "ParentID": groups.get(topic.group),
                "Type": "Topic",
                "Key": topic.key(place),
                "Title": topic.title,
                "Datatype": "Double" if topic.decimals else "Long",
                "Unit": topic.unit,
                "Decimals": topic.decimals,
                "Default": ".",
            }
        )
    return rows


def v3_code(dim: Dim, code: tuple[str, ...]) -> dict[str, Any]:
    status = {"Status": code[2]} if len(code) > 2 else {}
    return {"Key": code[0].ljust(dim.width), "Title": code[1], "Description": "", "CategoryGroupID": None, **status}


def v3_row(
    table: FakeTable, place: int, codes: dict[str, str], typed: bool, chosen: list[str]
) -> dict[str, int | float | str | None]:
    row: dict[str, int | float | str | None] = {"ID": place}
    row |= {dim.name: codes[dim.name].ljust(dim.width) for dim in table.dims}
    for at, topic in enumerate(table.topics, start=table.first_ordinal):
        value = table.value(codes, topic)
        word = table.words.get((topic.group, topic.title, *codes.values()))
        if word is not None:
            row[topic.key(at)] = word.ljust(10)
        elif typed:
            row[topic.key(at)] = value if topic.decimals or value is None else int(value)
        elif value is None:
            row[topic.key(at)] = None if table.hole(codes, topic.title) == "impossible" else "       ."
        else:
            row[topic.key(at)] = f"{value:8.{topic.decimals}f}"
    unknown = set(chosen) - set(row)
    if unknown:
        raise BadFilter(f"no such columns: {sorted(unknown)}")
    return {name: row[name] for name in chosen} if chosen else row


def measures(table: FakeTable) -> Dim:
    codes = tuple((f"M{at:06d}", topic.title) for at, topic in enumerate(table.topics, start=1))
    return Dim("Measure", "Measure", "Dimension", 0, codes)


def v4_measure(place: int, topic: FakeTopic) -> dict[str, Any]:
    return {
        "Identifier": f"M{place:06d}",
        "Title": topic.title,
        "Description": "",
        "MeasureGroupId": topic.group or None,
        "DataType": "Double" if topic.decimals else "Long",
        "Unit": topic.unit,
        "Decimals": topic.decimals,
    }


def v4_code(code: tuple[str, ...]) -> dict[str, Any]:
    status = {"Status": code[2]} if len(code) > 2 else {}
    return {"Identifier": code[0], "Title": code[1], "Description": "", "DimensionGroupId": None, **status}


def v4_row(
    table: FakeTable, place: int, row: dict[str, str], codes: dict[str, str], topic: FakeTopic, chosen: list[str]
) -> dict[str, Any]:
    value = table.value(codes, topic)
    marks = {"": "None", "impossible": "Impossible", "secret": "Confidential", "not_available": "NotAvailable"}
    mark = marks[table.hole(codes, topic.title)]
    word = table.words.get((topic.group, topic.title, *codes.values()))
    whole = {"Id": place, "ValueAttribute": mark, "Value": value, "StringValue": word, **row}
    return {name: whole[name] for name in chosen} if chosen else whole
