"""How one row, code, topic or table looks in OData v3 and v4."""

from __future__ import annotations

from typing import Any

from tests.services.fake_cbs.filters import BadFilter
from tests.services.fake_cbs.tables import Dim, FakeTable, FakeTopic


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
            "Unit": None,
            "Decimals": None,
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
    text = dim.texts.get(code[0], "")
    return {"Key": code[0].ljust(dim.width), "Title": code[1], "Description": text, "CategoryGroupID": None, **status}


def v3_row(
    table: FakeTable, place: int, codes: dict[str, str], typed: bool, chosen: list[str]
) -> dict[str, int | float | str | None]:
    row: dict[str, int | float | str | None] = {"ID": place}
    row |= {dim.name: codes[dim.name].ljust(dim.width) for dim in table.dims}
    for at, topic in enumerate(table.topics, start=table.first_ordinal):
        value = table.value(codes, topic)
        word = table.words.get((topic.group, topic.title, *codes.values()))
        if word is not None:
            row[topic.key(at)] = word.ljust(10 if topic.title == "Code" else 50)
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
    codes = tuple((topic.measure(at), topic.title) for at, topic in enumerate(table.topics, start=1))
    return Dim("Measure", "Measure", "Dimension", 0, codes)


def v4_measure(place: int, topic: FakeTopic) -> dict[str, Any]:
    return {
        "Identifier": topic.measure(place),
        "Title": topic.title,
        "Description": "",
        "MeasureGroupId": topic.group_code or topic.group or None,
        "DataType": "Double" if topic.decimals else "Long",
        "Unit": topic.unit,
        "Decimals": topic.decimals,
    }


def v4_code(dim: Dim, code: tuple[str, ...]) -> dict[str, Any]:
    status = {"Status": code[2]} if len(code) > 2 else {}
    text = dim.texts.get(code[0], "")
    return {"Identifier": code[0], "Title": code[1], "Description": text, "DimensionGroupId": None, **status}


def v4_groups(table: FakeTable) -> list[dict[str, Any]]:
    """The groups above the topics; their Id has no space at the end where MeasureGroupId has one."""
    groups = {(topic.group_code or topic.group).strip(): topic.group for topic in table.topics if topic.group}
    return [
        {"Id": id_, "Index": at, "Title": f"{title} ", "Description": "", "ParentId": None}
        for at, (id_, title) in enumerate(groups.items(), start=1)
    ]


def v4_row(
    table: FakeTable, place: int, row: dict[str, str], codes: dict[str, str], topic: FakeTopic, chosen: list[str]
) -> dict[str, Any]:
    value = table.value(codes, topic)
    marks = {"": "None", "impossible": "Impossible", "secret": "Confidential", "not_available": "NotAvailable"}
    mark = marks[table.hole(codes, topic.title)]
    word = table.words.get((topic.group, topic.title, *codes.values()))
    word = word if word is None else word.ljust(10 if topic.title == "Code" else 50)
    whole = {"Id": place, "ValueAttribute": mark, "Value": value, "StringValue": word, **row}
    return {name: whole[name] for name in chosen} if chosen else whole
