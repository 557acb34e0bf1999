"""Every session keeps a few files open; a system that allows few at first must not turn visitors away."""

from __future__ import annotations

import sys
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from benchmarks.session import Session
from tests.browsing import serving
from tests.helpers import finished

ALLOWED, PEOPLE = 120, 60


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_more_visitors_than_the_system_allows_files_at_first_are_all_served(snapshot_folder: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (ALLOWED, before[1]))
    try:
        with serving(snapshot_folder) as (address, _):
            resource.setrlimit(resource.RLIMIT_NOFILE, before)

            async def all_at_once() -> int:
                async with AsyncExitStack() as stack:
                    people = [await stack.enter_async_context(Session(address, "privacy")) for _ in range(PEOPLE)]
                    for person in people:
                        await person.open()
                    return sum(not person.is_closed and person.elements > 0 for person in people)

            assert finished(all_at_once()) == PEOPLE
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
