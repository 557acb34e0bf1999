"""What is asked of a table: patterns of codes, and questions that a service does not refuse for their length.

A service of ASP.NET takes 100 nodes in a filter unless it is set otherwise, and IIS 2,048 characters of query. What CBS
set is not published, so no question of ours needs more: a longer one is asked in pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from loaders.services.cbs.meaning import nearest, slug
from loaders.services.cbs.model import Code, Dimension, Slice, Structure
from loaders.services.errors import Problem

MOST_TERMS = 20  # an operation, a property, its row and a text each, and what joins them: 99 nodes
LONGEST = 1700  # characters of a filter as it is sent; the selection and a page come on top


def matching(dimension: Dimension, patterns: Iterable[str]) -> list[Code]:
    """Return the codes that fit any of `patterns`, in published order; see Slice for what a pattern is."""
    fitting = {code.code for pattern in patterns for code in _fitting(dimension, pattern)}
    return [code for code in dimension.codes.values() if code.code in fitting]


def unmatched(dimension: Dimension, patterns: Iterable[str]) -> list[str]:
    """Return the patterns that have to fit a code and fit none."""
    needed = [pattern for pattern in patterns if not pattern.endswith(("*", "?"))]
    return [pattern for pattern in needed if not _fitting(dimension, pattern)]


def renamed(dimension: Dimension, patterns: Iterable[str]) -> dict[str, str]:
    """Return the code that we know, per code that was found by its title instead: the first word of the pattern."""
    result = {}
    for pattern in patterns:
        first = pattern.removesuffix("?").split("|")[0]
        for code in _fitting(dimension, pattern):
            if first not in dimension.codes and first.isalnum():
                result[code.code] = first
    return result


def _fitting(dimension: Dimension, pattern: str) -> list[Code]:
    for one in pattern.removesuffix("?").split("|"):
        found = [code for code in dimension.codes.values() if _fits(code, one)]
        if found:
            return found
    return []


def _fits(code: Code, pattern: str) -> bool:
    if pattern.startswith("~"):
        return slug(pattern[1:]) in slug(code.title)
    if pattern.startswith("^"):
        return code.title.casefold().startswith(pattern[1:].casefold())
    if pattern.startswith("*") and pattern.endswith("*"):
        return pattern.strip("*") in code.code
    if pattern.endswith("*"):
        return code.code.startswith(pattern[:-1])
    return code.code == pattern


def codes_of(structure: Structure, chosen: Slice) -> dict[str, list[str]]:
    """Return the codes of each dimension that `chosen` asks."""
    found = {}
    for dimension in structure.dimensions:
        patterns = chosen.wanted.get(dimension.name)
        found[dimension.name] = [c.code for c in matching(dimension, patterns)] if patterns else list(dimension.codes)
    return found


def cells_expected(structure: Structure, chosen: Slice) -> int:
    """Return how many rows the whole grid of `chosen` has, one per combination of codes."""
    count = 1
    for codes in codes_of(structure, chosen).values():
        count *= len(codes)
    return count


def questions(structure: Structure, chosen: Slice, *, contains: str, measures: str = "") -> list[str]:
    """Return the filters that together ask `chosen`, each short enough.

    Args:
        structure: The table.
        chosen: What is asked.
        contains: The form of 'holds' with {name} and {part}.
        measures: The column of measures, where topics are rows and not columns.

    Raises:
        SourceChanged: A code that has to be there is gone.
    """
    terms: dict[str, list[str]] = {}
    if measures:
        terms[measures] = [f"{measures} eq '{topic.name}'" for topic in chosen.topics]
    for dimension in structure.dimensions:
        patterns = chosen.wanted.get(dimension.name)
        if patterns:
            require(dimension, patterns)
            terms[dimension.name] = _terms(dimension, patterns, contains)
    return list(_pieces(terms))


def require(dimension: Dimension, patterns: Sequence[str]) -> None:
    """Raise SourceChanged where a pattern that has to fit a code fits none, or nothing fits at all."""
    gone = unmatched(dimension, patterns) or ([] if matching(dimension, patterns) else list(patterns))
    if gone:
        raise no_code(dimension, gone[0]).error()


def no_code(dimension: Dimension, pattern: str) -> Problem:
    """Return that a pattern fits no code, and which codes are near."""
    titles = [f"{code.code} {code.title}".strip() for code in dimension.codes.values()]
    last = pattern.removesuffix("?").split("|")[-1].lstrip("~^")
    return Problem(
        f"dimension {dimension.name} has no code {pattern!r}",
        "codes_changed",
        ", ".join(nearest(last, titles, 6)),
        pattern.split("|")[0].strip("~^"),
        f"put the right code, or ~ and a part of its title, behind | in wanted[{dimension.name!r}]",
    )


def _terms(dimension: Dimension, patterns: Sequence[str], contains: str) -> list[str]:
    terms: list[str] = []
    for pattern in patterns:
        found = _fitting(dimension, pattern)
        if not found:
            continue
        if pattern.startswith("*"):
            terms.append(contains.format(name=dimension.name, part=pattern.strip("*")))
        elif pattern.endswith("*") and "|" not in pattern:
            terms.append(f"startswith({dimension.name},'{pattern[:-1]}')")
        else:
            terms += [f"{dimension.name} eq '{code.key}'" for code in found]
    return list(dict.fromkeys(terms))


def _pieces(terms: Mapping[str, list[str]]) -> Iterable[str]:
    if _is_short(terms):
        yield _joined(terms)
        return
    widest = max(terms, key=lambda name: len(terms[name]))
    others = sum(len(found) for name, found in terms.items() if name != widest)
    room = max(1, min(MOST_TERMS - others, len(terms[widest]) - 1))
    while room > 1 and not _is_short({**terms, widest: terms[widest][:room]}):
        room -= 1
    for at in range(0, len(terms[widest]), room):
        yield from _pieces({**terms, widest: terms[widest][at : at + room]})


def _is_short(terms: Mapping[str, list[str]]) -> bool:
    if all(len(found) == 1 for found in terms.values()):
        return True  # nothing is left to divide
    return sum(map(len, terms.values())) <= MOST_TERMS and len(quote(_joined(terms), safe="")) <= LONGEST


def _joined(terms: Mapping[str, list[str]]) -> str:
    clauses = ("(" + " or ".join(found) + ")" if len(found) > 1 else found[0] for found in terms.values())
    return " and ".join(clauses)
