"""The $filter of OData as far as CBS speaks it, compiled to tests on a row of codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.services.fake_cbs.tables import FakeTable


def chosen(table: FakeTable, filter_: str, *, padded: bool) -> Iterator[dict[str, str]]:
    """Yield what the filter lets through; a clause about one dimension is tried once per code, not per row."""
    clauses = parse_filter(filter_)
    dims = []
    for dim in table.dims:
        mine = [test for names, test in clauses if names & {other.name for other in table.dims} == {dim.name}]
        width = dim.width if padded else 0
        codes = tuple(code for code in dim.codes if all(test({dim.name: code[0].ljust(width)}) for test in mine))
        dims.append(replace(dim, codes=codes))
    rest = [test for names, test in clauses if len(names & {dim.name for dim in table.dims}) != 1]
    for codes in replace(table, dims=tuple(dims)).combinations():
        if all(test(codes) for test in rest):
            yield codes


def nodes(filter_: str) -> int:
    """Return how many nodes ASP.NET counts in a filter: an operation, a property, its row and a text per comparison."""
    outside = re.sub(r"'(?:[^']|'')*'", "", filter_)
    comparisons = len(re.findall(r"\beq\b|substringof\(|startswith\(|contains\(", outside))
    return 4 * comparisons + len(re.findall(r"\band\b|\bor\b|\bnot\b", outside))


class BadFilter(ValueError):
    """A $filter that the service does not understand."""


TOKEN = re.compile(r"\s*(?:(\()|(\))|(,)|'((?:[^']|'')*)'|([A-Za-z_][A-Za-z0-9_]*))")


def parse_filter(text: str) -> list[tuple[frozenset[str], Callable[[dict[str, str]], bool]]]:
    """Compile eq, and, or, not, substringof, startswith, contains and parentheses.

    Returns:
        The clauses that must all hold, each with the columns that it looks at.
    """
    tokens: list[tuple[str, str]] = []
    place = 0
    while place < len(text.rstrip()):
        match = TOKEN.match(text, place)
        if match is None:
            raise BadFilter(text)
        opening, closing, comma, literal, word = match.groups()
        mark = opening or closing or comma
        tokens.append(
            (mark, mark) if mark else ("text", literal.replace("''", "'")) if literal is not None else ("word", word)
        )
        place = match.end()
    if not tokens:
        return []
    test, rest = _either(tokens)
    if rest:
        raise BadFilter(text)
    clauses, left = [], tokens
    while left:
        one, after = _one(left)
        clauses.append((frozenset(word for kind, word in left[: len(left) - len(after)] if kind == "word"), one))
        if not after:
            return clauses
        if after[0] != ("word", "and"):
            break
        left = after[1:]
    return [(frozenset(word for kind, word in tokens if kind == "word"), test)]


def keeps(text: str) -> Callable[[dict[str, str]], bool]:
    """Return one test for all clauses."""
    clauses = parse_filter(text)
    return lambda row: all(test(row) for _, test in clauses)


Tokens = list[tuple[str, str]]
Test = Callable[[dict[str, str]], bool]


def _either(tokens: Tokens) -> tuple[Test, Tokens]:
    tests = []
    test, tokens = _both(tokens)
    tests.append(test)
    while tokens[:1] == [("word", "or")]:
        test, tokens = _both(tokens[1:])
        tests.append(test)
    return (tests[0] if len(tests) == 1 else lambda row: any(each(row) for each in tests)), tokens


def _both(tokens: Tokens) -> tuple[Test, Tokens]:
    tests = []
    test, tokens = _one(tokens)
    tests.append(test)
    while tokens[:1] == [("word", "and")]:
        test, tokens = _one(tokens[1:])
        tests.append(test)
    return (tests[0] if len(tests) == 1 else lambda row: all(each(row) for each in tests)), tokens


def _one(tokens: Tokens) -> tuple[Test, Tokens]:
    if tokens[:1] == [("(", "(")]:
        test, rest = _either(tokens[1:])
        if rest[:1] != [(")", ")")]:
            raise BadFilter("a parenthesis that never closes")
        return test, rest[1:]
    match tokens[:6]:
        case [("word", "not"), *_]:
            test, rest = _one(tokens[1:])
            return (lambda row: not test(row)), rest
        case [("word", name), ("word", "eq"), ("text", value), *_]:
            return (lambda row: row.get(name, "").rstrip() == value.rstrip()), tokens[3:]  # as SQL compares
        case [("word", "substringof"), ("(", _), ("text", part), (",", _), ("word", name), (")", _)]:
            return (lambda row: part in row.get(name, "")), tokens[6:]
        case [("word", "startswith"), ("(", _), ("word", name), (",", _), ("text", part), (")", _)]:
            return (lambda row: row.get(name, "").startswith(part)), tokens[6:]
        case [("word", "contains"), ("(", _), ("word", name), (",", _), ("text", part), (")", _)]:
            return (lambda row: part in row.get(name, "")), tokens[6:]
    raise BadFilter(str(tokens[:6]))
