"""What describes the addresses to a program: the data package of all tables, and OpenAPI, made from the addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from dashboard.addresses import data
from dashboard.addresses.asking import JSON, Address, Answer, Asking, Parameter
from dashboard.addresses.index import no_choice
from dashboard.addresses.problems import PROBLEM
from dashboard.asking.memory import once
from dashboard.composition.addressing import DATE, SNAPSHOT
from dashboard.export.about import maker_of
from snapshot.package import descriptor
from snapshot.read import Snapshot

VERSION = "3.1.0"
ANY = (
    Parameter(SNAPSHOT, "De cijfers van deze momentopname (12 tekens), die niet meer veranderen."),
    Parameter(DATE, "De dag van die momentopname, voor de melding als die is opgeruimd."),
)
REFUSALS = {
    "400": "Een keuze bestaat niet; het antwoord noemt alle fouten en wat mogelijk is.",
    "404": "Dit bestaat niet; het antwoord noemt wat erop lijkt.",
    "410": "Deze momentopname is opgeruimd.",
    "503": "Er zijn nu geen cijfers, of het is te druk.",
}


@once
def _package(snapshot: Snapshot) -> bytes:
    found = descriptor(snapshot)
    described = [{**one, "path": f"{data.FOLDER.lstrip('/')}{one['path']}"} for one in found["resources"]]
    return (json.dumps({**found, "resources": described}, ensure_ascii=False, indent=1) + "\n").encode()


def _package_answer(asking: Asking) -> Answer:
    no_choice(asking)
    return Answer(JSON, ("package",), partial(_package, asking.snapshot))


def openapi(addresses: Callable[[], Sequence[Address]], asking: Asking) -> Answer:
    """Answer with the description of all addresses."""
    no_choice(asking)
    return Answer(JSON, ("openapi", asking.base), partial(_openapi, addresses(), asking.snapshot, asking.base))


def _openapi(addresses: Sequence[Address], snapshot: Snapshot, base: str) -> bytes:
    about = {
        "title": f"{maker_of(snapshot.region)}: gegevens en figuren",
        "version": snapshot.id,
        "description": "Vaste adressen van alle tabellen en figuren. Alleen lezen: GET, HEAD en OPTIONS.",
    }
    paths = {address.path: {"get": _operation(address, snapshot)} for address in addresses}
    content = {
        "openapi": VERSION,
        "info": about,
        "servers": [{"url": base.rstrip("/")}],
        "paths": paths,
        "components": {"schemas": {"Melding": _PROBLEM}},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


_PROBLEM = {
    "type": "object",
    "required": ["title", "status"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "fouten": {"type": "array", "items": {"type": "string"}},
        "misschien_bedoel_je": {"type": "array", "items": {"type": "string"}},
    },
}


def _operation(address: Address, snapshot: Snapshot) -> dict[str, Any]:
    inside = [_in_path(name, values) for name, values in address.possible(snapshot).items()]
    behind = [_in_query(one) for one in (*address.parameters(snapshot), *ANY)]
    problem = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Melding"}}}
    return {
        "operationId": re.sub(r"[^a-z0-9]+", "_", address.path.lower()).strip("_"),
        "summary": address.about,
        "parameters": [*inside, *behind],
        "responses": {
            "200": {"description": address.about, "content": {media: {} for media in address.media}},
            "304": {"description": "Je hebt dit al (If-None-Match)."},
            **{code: {"description": told, "content": problem} for code, told in REFUSALS.items()},
        },
    }


def _in_path(name: str, values: Sequence[str]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "enum": list(values)}}


def _in_query(one: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", **({"examples": list(one.possible)} if one.possible else {})}
    several = {"type": "array", "items": schema}
    return {
        "name": one.name,
        "in": "query",
        "description": one.about,
        "schema": several if one.several else schema,
        **({"style": "form", "explode": True} if one.several else {}),
    }


PACKAGE = Address("/datapackage.json", "Het datapakket (Frictionless) van alle tabellen", (JSON,), _package_answer)
