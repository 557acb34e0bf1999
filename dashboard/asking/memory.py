"""What was made of a snapshot is made once, however many ask at the same moment, within a bound in bytes."""

from __future__ import annotations

import gc
import math
import os
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import wraps
from types import FunctionType, ModuleType
from typing import Any, ParamSpec, TypeVar, cast

import pandas as pd

from dashboard.asking.noting import apart, note, noting
from snapshot.model import Dataset, Source
from snapshot.read import Snapshot

SETTING, DEFAULT_MB = "DASHBOARD_MEMORY_MB", 64
SHARED = (Dataset, Source, FunctionType, ModuleType, type)
COUNTED, EACH, ALIKE = 4, 16, 3  # the first of a kind are counted, and then one in so many where sizes are alike
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Owner:
    """A snapshot in a key: names it without holding it open."""

    id: str
    built_at: str


@dataclass(frozen=True)
class Key:
    """One call: the function and its arguments, in which an Owner stands for each snapshot."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    named: tuple[tuple[str, Any], ...]

    @property
    def kind(self) -> tuple[Callable[..., Any], ...]:
        """What makes values that are alike: the function, and the one that it calls, its first argument."""
        return (self.function, *(one for one in self.arguments[:1] if callable(one)))

    @property
    def owners(self) -> set[Owner]:
        """The snapshots that it was made of."""
        return {argument for argument in self.arguments if isinstance(argument, Owner)}


class Sizes:
    """The sizes of what one function made of one kind of thing: where those counted are alike, so are the others.

    To count one takes as long as to make a small figure.
    """

    def __init__(self) -> None:
        self._asked, self._mean = 0, 0.0
        self._least, self._most = math.inf, 0

    def of(self, value: object) -> int:
        """Return about how many bytes `value` takes."""
        if isinstance(value, str):
            return sys.getsizeof(value)
        self._asked += 1
        if self._asked > COUNTED and self._asked % EACH and self._most <= ALIKE * self._least:
            return round(self._mean)
        size = size_of(value)
        self._least, self._most = min(size, self._least), max(size, self._most)
        self._mean += (size - self._mean) / min(self._asked, EACH)
        return size


class Memory:
    """Values by key; the one that was not used for the longest time goes first. Safe to share between threads."""

    def __init__(self, limit: int) -> None:
        self.limit, self.used = limit, 0
        self.hits = self.misses = 0
        self._kept: OrderedDict[Key, tuple[Any, int]] = OrderedDict()
        self._making: dict[Key, Future[Any]] = {}
        self._sizes: dict[tuple[Callable[..., Any], ...], Sizes] = {}
        self._guard = threading.Lock()

    def get(self, key: Key, make: Callable[[], Any]) -> Any:
        """Return the value of `key`; the first who asks makes it and the others wait. Raise what `make` raises."""
        with self._guard:
            if key in self._kept:
                self.hits += 1
                self._kept.move_to_end(key)
                return self._kept[key][0]
            self.misses += 1
            made_by_another = self._making.get(key)
            mine: Future[Any] = Future()
            if made_by_another is None:
                self._making[key] = mine
        if made_by_another is not None:
            return made_by_another.result()
        try:
            value = make()
            self._keep(key, value)
            mine.set_result(value)
        except BaseException as error:
            mine.set_exception(error)
            raise
        finally:
            with self._guard:
                del self._making[key]
        return value

    def peek(self, key: Key) -> Any:
        """Return the value of `key` where it is kept, else None."""
        with self._guard:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def _keep(self, key: Key, value: Any) -> None:
        size = self._sizes.setdefault(key.kind, Sizes()).of(value)
        if size > self.limit:
            return
        with self._guard:
            self._kept[key] = (value, size)
            self.used += size
            while self.used > self.limit:
                self.used -= self._kept.popitem(last=False)[1][1]

    def forget(self, snapshot: Snapshot) -> None:
        """Drop all that was made of `snapshot`."""
        owner = owner_of(snapshot)
        with self._guard:
            for key in [key for key in self._kept if owner in key.owners]:
                self.used -= self._kept.pop(key)[1]

    def keys(self, snapshot: Snapshot) -> list[Key]:
        """Return the calls of which the value is kept and that were made of `snapshot` alone, last used first."""
        owner = owner_of(snapshot)
        with self._guard:
            return [key for key in reversed(self._kept) if key.owners == {owner}]


def limit_from_environment(environment: Mapping[str, str] = os.environ) -> int:
    """Return how many bytes may be kept; raise ValueError where the setting is no whole number of megabytes."""
    wanted = environment.get(SETTING, "").strip() or str(DEFAULT_MB)
    if not wanted.isdecimal() or int(wanted) < 1:
        raise ValueError(f"{SETTING}={wanted!r} is no number of megabytes; write it as {DEFAULT_MB}")
    return int(wanted) * 1_000_000


MEMORY = Memory(limit_from_environment())


def once(function: Callable[P, R]) -> Callable[P, R]:
    """Make `function`, which makes something of a snapshot, remember what it returned for the same arguments."""

    @wraps(function)
    def remembered(*args: P.args, **named: P.kwargs) -> R:
        key = _key(remembered, args, named)

        def make() -> R:
            with apart():
                return function(*args, **named)

        return cast(R, MEMORY.get(key, make))

    return remembered


def shared(function: Callable[P, R]) -> Callable[P, R]:
    """Let `function` remember as `once` does; each figure that uses it has the sources of what it asked."""

    @once
    @wraps(function)
    def noted(*args: P.args, **named: P.kwargs) -> tuple[R, tuple[Any, ...]]:
        with noting() as answers:
            value = function(*args, **named)
        return value, tuple(answers)

    @wraps(function)
    def remembered(*args: P.args, **named: P.kwargs) -> R:
        value, answers = noted(*args, **named)
        for answer in answers:
            note(answer)
        return value

    return remembered


def ready(function: Callable[P, R], *args: P.args, **named: P.kwargs) -> R | None:
    """Return what `function`, one of `once`, gives for these arguments where it was made already; else None."""
    return cast(R | None, MEMORY.peek(_key(function, args, named)))


def _key(function: Callable[..., Any], args: tuple[Any, ...], named: Mapping[str, Any]) -> Key:
    arguments = tuple(owner_of(value) if isinstance(value, Snapshot) else value for value in args)
    return Key(function, arguments, tuple(sorted(named.items())))


def again(old: Snapshot, new: Snapshot, *, seconds: float) -> int:
    """Make of `new` what was asked of `old` lately, the last first, for `seconds` at most; return how much it was.

    Half of the time is left to the visitors of the old one.
    """
    made, end = 0, time.monotonic() + seconds
    for key in MEMORY.keys(old):
        start = time.monotonic()
        if start > end:
            break
        try:
            key.function(*(new if isinstance(value, Owner) else value for value in key.arguments), **dict(key.named))
        except Exception:  # noqa: S112  what the new one cannot give is told when a visitor asks for it
            continue
        made += 1
        time.sleep(min(time.monotonic() - start, 1))
    return made


def owner_of(snapshot: Snapshot) -> Owner:
    """Return what stands for `snapshot` in a key."""
    return Owner(snapshot.id, snapshot.built_at)


def size_of(value: object) -> int:
    """Return how many bytes `value` takes at most, without what all share: declarations, sources and functions.

    The collector of the interpreter tells what an object refers to: a third of the time of asking each its kind.
    """
    total, seen, level = 0, {id(value)}, [value]
    while level:
        total += sum(map(sys.getsizeof, level))  # of a table that is all of it
        found = gc.get_referents(*(item for item in level if not isinstance(item, pd.DataFrame)))
        level = []
        for item in found:
            if id(item) not in seen:
                seen.add(id(item))
                if not isinstance(item, SHARED):
                    level.append(item)
    return total
