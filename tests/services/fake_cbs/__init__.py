"""A real HTTP server in a thread that speaks OData v3 and v4 as CBS does. EVERY FIGURE IN IT IS INVENTED.

Shapes as documented: padded keys, columns with an ordinal suffix, cells as padded text with `.` in the untyped set and
null in the typed one, absolute `odata.nextLink`, period status on Perioden; in v4 long observations with
ValueAttribute, without the cells that have no figure. Metadata of tables come from tests/services/cbs_real where they are
known. A query of more than 2,048 characters or 100 nodes is refused, as IIS and ASP.NET do. `fault()` makes one table misbehave in one way; `publish()` says that a table was published anew.
"""

from __future__ import annotations

from tests.services.fake_cbs.filters import BadFilter, keeps, parse_filter
from tests.services.fake_cbs.server import FakeCBS
from tests.services.fake_cbs.tables import FAULTS, TOTALS, Dim, FakeTable, FakeTopic, damaged, no_hole

__all__ = [
    "FAULTS", "TOTALS", "BadFilter", "Dim", "FakeCBS", "FakeTable", "FakeTopic", "damaged", "keeps", "no_hole",
    "parse_filter",
]  # fmt: skip
