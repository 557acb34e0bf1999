"""Open data of CBS behind one small interface: OData v3 now, v4 by changing one setting."""

from __future__ import annotations

from loaders.services.cbs.model import Reader
from loaders.services.http import Transport


def reader(transport: Transport) -> Reader:
    """Return the reader for the version of the service that the settings of `transport` name."""
    if transport.settings.api == "v4":
        from loaders.services.cbs.v4 import ReaderV4

        return ReaderV4(transport)
    from loaders.services.cbs.v3 import ReaderV3

    return ReaderV3(transport)
