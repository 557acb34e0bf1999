"""A real S3 service for tests: skipped where it is not installed, unless that is forbidden."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.buckets import MISSING, SERVER, Service, service
from tests.helpers import missing


@pytest.fixture(scope="session")
def s3() -> Iterator[Service]:
    """A running S3 service."""
    if not SERVER.exists():
        missing(MISSING)
    with service() as running:
        yield running
