"""What of a file counted, and what was passed over and why: said of every file, also of one that is accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NAMED = 3  # names per reason that a message gives


@dataclass(frozen=True)
class Passed:
    """Something that was not read.

    Attributes:
        what: `sheet`, `row` or `column`.
        name: How a person finds it: the name of a sheet, the label of a row, the heading of a column.
        reason: Why, in a few words.
        count: How many of that name there are.
    """

    what: str
    name: str
    reason: str
    count: int = 1


@dataclass(frozen=True)
class Account:
    """What reading a file came to.

    Attributes:
        sheets: The sheets that were read ("" for text).
        rows: How many of their rows counted.
        passed: What did not count.
        remarks: What was read in a way that a person should know of, a sentence each.
    """

    sheets: tuple[str, ...] = ()
    rows: int = 0
    passed: tuple[Passed, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def skipped(self) -> dict[str, int]:
        """How many rows were passed over, by their label."""
        rows = [passed for passed in self.passed if passed.what == "row"]
        return {row.name: sum(other.count for other in rows if other.name == row.name) for row in rows}

    def told(self) -> str:
        """Return it as one sentence, such as "8 rows of sheet Tabel 1; passed over 1 row (a total: Totaal)"."""
        named = [name for name in self.sheets if name]
        where = f" of {_counted(len(named), 'sheet', just_word=True)} {', '.join(named)}" if named else ""
        parts = [f"{_counted(self.rows, 'row')}{where}"]
        parts += [f"passed over {told}" for what in ("sheet", "row", "column") if (told := self._passed(what))]
        return "; ".join((*parts, *self.remarks))

    def _passed(self, what: str) -> str:
        reasons: dict[str, list[Passed]] = {}
        for passed in self.passed:
            if passed.what == what:
                reasons.setdefault(passed.reason, []).append(passed)
        told = [f"{reason}: {shortened([passed.name for passed in some])}" for reason, some in reasons.items()]
        total = sum(passed.count for some in reasons.values() for passed in some)
        return f"{_counted(total, what)} ({'; '.join(told)})" if total else ""


def collected(passed: Iterable[Passed]) -> tuple[Passed, ...]:
    """Return them with those of one name and reason added up, in the order in which they first occur."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for one in passed:
        counts[one.what, one.name, one.reason] += one.count
    return tuple(Passed(*key, count) for key, count in counts.items())


def shortened(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _counted(number: int, word: str, *, just_word: bool = False) -> str:
    plural = word if number == 1 else f"{word}s"
    return plural if just_word else f"{number} {plural}"
