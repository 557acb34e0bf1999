"""Which kind a file is, by the headers of its sheets: found in the first 30 rows, in one row or in two joined ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.files.errors import FileRefused
from loaders.files.kinds.declare import Kind
from loaders.files.sheets.sheet import Sheet
from loaders.files.table import matrix
from loaders.files.table.account import Passed
from loaders.files.table.columns import DEPTH, Attempt, Found
from loaders.files.table.header import attempts
from loaders.files.words.names import Names
from loaders.services.errors import SourceError


def recognise(sheets: Sequence[Sheet], kinds: Sequence[Kind], names: Names) -> tuple[list[Found], list[Passed]]:
    """Return the tables of a file, one for each sheet that has one, and the sheets that are passed over.

    Raises:
        SourceError: Nothing fits, two kinds fit, or a unit is not the declared one. It names the closest kinds, what
            they lack, and what to do.
    """
    seen = [sheet for sheet in sheets if not sheet.is_hidden]
    passed = [Passed("sheet", sheet.name, "hidden") for sheet in sheets if sheet.is_hidden]
    if not any(sheet.rows for sheet in seen):
        raise SourceError(
            "every sheet of the file is empty" if not passed else "every sheet that is not hidden is empty",
            cause="unreadable_file",
            evidence=f"hidden: {', '.join(sheet.name for sheet in passed)}" if passed else "",
            advice="look at the file in Excel, show the sheet with the table, and save it again",
        )
    tried = {place: list(_attempts(sheet, kinds, names)) for place, sheet in enumerate(seen)}
    whole = {place: [one for one in found if not one.lacking] for place, found in tried.items()}
    chosen = [_best(found) for found in whole.values() if found]
    if not chosen:
        raise _unknown([one for found in tried.values() for one in found], kinds, seen, passed)
    if len({one.found.kind.dataset.name for one in chosen}) > 1:
        raise _two_kinds([f"{one.found.kind.title} on sheet {one.found.sheet.name}" for one in chosen])
    for one in chosen:
        if one.wrong_units:
            raise _units(one)
    passed += [
        Passed("sheet", sheet.name, "no table of a known kind")
        for place, sheet in enumerate(seen)
        if not whole[place] and sheet.rows
    ]
    return [one.found for one in chosen], passed


def _attempts(sheet: Sheet, kinds: Sequence[Kind], names: Names) -> Iterator[Attempt]:
    for kind in kinds:
        if not kind.matrix:
            yield from attempts(sheet, kind, names)
            continue
        for place in range(min(DEPTH, len(sheet.rows))):
            if tried := matrix.attempt(sheet, kind, names, place):
                yield tried


def _best(whole: Sequence[Attempt]) -> Attempt:
    best = max(attempt.score for attempt in whole)
    top = [attempt for attempt in whole if attempt.score == best]
    if len({attempt.found.kind.name for attempt in top}) > 1:
        raise _two_kinds(sorted({attempt.found.kind.title for attempt in top}))
    return top[0]


def _two_kinds(titles: Sequence[str]) -> SourceError:
    return SourceError(
        "the file fits two kinds",
        cause="unknown_file",
        evidence=" and ".join(titles),
        advice="add each table as a file of its own",
    )


def _units(attempt: Attempt) -> SourceError:
    return SourceError(
        f"a column of {attempt.found.kind.title} is in another unit",
        cause="unit_changed",
        evidence="; ".join(attempt.wrong_units[:5]),
        advice="if the publisher changed it, mend `units` of its kind in loaders/files/kinds",
    )


def _unknown(
    tried: Sequence[Attempt], kinds: Sequence[Kind], seen: Sequence[Sheet], passed: Sequence[Passed]
) -> SourceError:
    closest: dict[str, Attempt] = {}
    for attempt in sorted(tried, key=lambda a: (len(a.lacking), -a.score)):
        if attempt.score:
            closest.setdefault(attempt.found.kind.name, attempt)
    told = [
        f"{attempt.found.kind.title} (row {attempt.found.first}: lacks {'; '.join(attempt.lacking)})"
        for attempt in list(closest.values())[:2]
    ]
    evidence = "closest: " + ", then ".join(told) if told else "no row looks like a header"
    unseen = [f"sheet {sheet.name}" for sheet in passed]
    unseen += [f"{len(sheet.hidden_columns)} column(s) of {sheet.name}" for sheet in seen if sheet.hidden_columns]
    unseen += [f"{len(sheet.hidden_rows)} row(s) of {sheet.name}" for sheet in seen if sheet.hidden_rows]
    return FileRefused(
        "the file is of no known kind",
        cause="unknown_file",
        evidence=f"{evidence}; not read, for it is hidden: {', '.join(unseen)}" if unseen else evidence,
        advice="download the table with its header; known are " + ", ".join(kind.title for kind in kinds),
        dataset=next(iter(closest.values())).found.kind.dataset.name if closest else "",
    )
