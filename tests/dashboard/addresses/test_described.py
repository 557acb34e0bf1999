"""What describes the addresses, read by those who use it: a feed reader, Frictionless, a validator of OpenAPI."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import feedparser
import frictionless
import pytest
from openapi_spec_validator import validate

from dashboard.addresses.site import ADDRESSES, paths
from loaders.build import build
from snapshot.read import Snapshot
from tests.dashboard.addresses.answering import answering, get
from tests.helpers import copy_data, replace


@pytest.fixture(scope="module")
def two_snapshots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Addresses on two snapshots: in the newer one a goal has another name."""
    folder, data = tmp_path_factory.mktemp("snapshots"), tmp_path_factory.mktemp("inputs") / "data"
    copy_data(data)
    build(data, folder)
    time.sleep(1.1)  # their moments are told in seconds
    replace(data / "mja" / "midden-gelderland", "goals.csv", "In één keer goed:", "In één keer anders:")
    build(data, folder)
    with answering(folder) as address:
        yield address


def test_a_feed_reader_reads_what_changed(two_snapshots: str) -> None:
    read = feedparser.parse(f"{two_snapshots}/wijzigingen.atom")
    assert not read.bozo, read.get("bozo_exception")
    assert read.feed.title.startswith("Wijzigingen | Arbeidsmarktdashboard")
    newest, oldest = read.entries
    assert newest.updated_parsed >= oldest.updated_parsed
    assert "1 andere tekst" in newest.title
    assert "anders" in newest.content[0].value
    assert "geen eerdere momentopname" in oldest.content[0].value
    assert len({entry.id for entry in read.entries}) == 2
    again = feedparser.parse(f"{two_snapshots}/wijzigingen.atom", etag=read.etag)
    assert again.status == 304


def test_frictionless_reads_the_package_and_its_files_over_http(addresses: str, snapshot: Snapshot) -> None:
    package = frictionless.Package(f"{addresses}/datapackage.json")
    assert len(package.resources) == 2 * len(snapshot.datasets)
    draw = random.Random(4)
    named = [package.get_resource(name) for name in ("benefits", "budget-lines-international")]
    for resource in (*draw.sample(package.resources, 8), *named):
        report = resource.validate()
        assert report.valid, (resource.name, report.flatten(["title", "note"]))
    benefits = package.get_resource("benefits").to_descriptor()
    assert benefits["sources"]
    assert benefits["licenses"]
    assert {unit["title"] for one in benefits["measures"] for unit in one["units"]} >= {"personen", "huishoudens", "%"}


def test_the_description_is_valid_and_tells_of_every_address(addresses: str, snapshot: Snapshot) -> None:
    found = get(f"{addresses}/openapi.json").json()
    validate(found)
    assert set(found["paths"]) == {address.path for address in ADDRESSES}
    assert found["servers"] == [{"url": addresses}]
    draw = random.Random(2)
    for address in ADDRESSES:
        if address.draws:
            continue
        path = draw.choice(paths(address, snapshot))
        response = get(addresses + path)
        if response.status_code == 200:
            told = found["paths"][address.path]["get"]["responses"]["200"]["content"]
            assert response.headers["content-type"] in told
        else:  # a figure that is there for one sector alone
            assert (response.status_code, "sector" in response.json()["detail"]) == (400, True)


def test_another_snapshot_gives_other_marks_and_code_too(addresses: str, two_snapshots: str) -> None:
    for path in ("/data/goals.csv", "/data/", "/datapackage.json", "/openapi.json", "/figuur/doelen.csv"):
        assert get(addresses + path).headers["etag"] != get(two_snapshots + path).headers["etag"]
