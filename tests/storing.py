"""A real S3 service for tests: skipped where it is not installed, unless that is forbidden."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from benchmarks.buckets import MISSING, SERVER, Service, service


@pytest.fixture(scope="session")
def s3() -> Iterator[Service]:
    """A running S3 service."""
    if not SERVER.exists():
        if os.environ.get("BROWSER_REQUIRED"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with service() as running:
        yield running
