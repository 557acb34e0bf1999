"""Counts of a whole as they stand in a sentence: "geen van de 9 gemeenten", "beide groepen", "alle 5 activiteiten"."""

from __future__ import annotations


def part(count: int, total: int, one: str, many: str) -> str:
    """Return how many of a whole: "geen van de 9 groepen", "1 van de 2 groepen", "beide groepen", "de enige groep".

    Args:
        count: How many it is about, from 0 to `total`.
        total: How many there are.
        one: Dutch word for one of them, such as "groep".
        many: The same for more, such as "groepen".
    """
    if total == 1:
        return f"de enige {one}" if count else f"geen enkele {one}"
    if count == total:
        return f"beide {many}" if total == 2 else f"alle {total} {many}"
    return f"{count or 'geen'} van de {total} {many}"


def verb(count: int, one: str, many: str) -> str:
    """Return the verb that goes with `part`: that for one with 0 and 1, else the other."""
    return one if count < 2 else many
