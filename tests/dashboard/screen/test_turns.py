"""Runs of pages take turns, so that many at the same moment do not hold each other up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.screen.turns import Turns


def until(met: Callable[[], bool], *, within: float = 10) -> None:
    end = time.monotonic() + within
    while not met() and time.monotonic() < end:
        time.sleep(0.002)
    assert met()


@pytest.mark.parametrize("at_once", [1, 2, 5])
def test_no_more_than_so_many_run_at_once(at_once: int) -> None:
    turns, guard, running, most = Turns(at_once), threading.Lock(), 0, 0

    def run(_: int) -> None:
        nonlocal running, most
        with turns.turn():
            with guard:
                running += 1
                most = max(most, running)
            time.sleep(0.002)
            with guard:
                running -= 1

    with ThreadPoolExecutor(20) as visitors:
        list(visitors.map(run, range(120)))
    assert most == at_once
    assert turns.waiting == 0


def test_who_came_first_goes_first() -> None:
    turns, order = Turns(1), []

    def run(number: int) -> None:
        with turns.turn():
            order.append(number)

    with turns.turn():
        came = [threading.Thread(target=run, args=(number,)) for number in range(12)]
        for number, one in enumerate(came):
            one.start()
            until(lambda number=number: turns.waiting == number + 1)
    for one in came:
        one.join(10)
    assert order == list(range(12))


def test_a_run_that_fails_passes_its_turn_on() -> None:
    turns = Turns(1)
    for _ in range(3):
        with pytest.raises(LookupError), turns.turn():
            raise LookupError("a page that cannot be shown")
    with turns.turn():
        assert turns.waiting == 0


def test_a_run_that_hangs_does_not_hold_up_the_others() -> None:
    turns, ended = Turns(1, stuck=0.05), threading.Event()

    def hang() -> None:
        with turns.turn():
            ended.wait(10)

    hanging = threading.Thread(target=hang)
    hanging.start()
    start = time.monotonic()
    for _ in range(3):
        with turns.turn():
            pass
    assert time.monotonic() - start < 5
    ended.set()
    hanging.join(10)
    with turns.turn():  # the turns add up again: the next waits for this one
        waits = threading.Thread(target=hang)
        waits.start()
        until(lambda: turns.waiting == 1)
    waits.join(10)
    assert turns.waiting == 0
