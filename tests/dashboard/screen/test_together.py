"""The parts of a page come together, in their order; of a page that takes long they come while it is made."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.serving import serving
from benchmarks.session import Session
from dashboard.screen.together import Parcel, Watch, together
from tests.helpers import ROOT, finished


def parts(count: int) -> list[ForwardMsg]:
    return [ForwardMsg(hash=str(number)) for number in range(count)]


def test_parts_go_at_the_end_in_their_order_and_at_once_after_it() -> None:
    sent: list[ForwardMsg] = []
    made = parts(30)
    parcel = Parcel(sent.append)
    for part in made[:20]:
        parcel.put(part)
    assert sent == []
    parcel.release()
    assert sent == made[:20]
    for number, part in enumerate(made[20:], start=21):
        parcel.put(part)
        assert sent == made[:number]
    parcel.release()
    assert sent == made, "none twice"


def test_a_page_that_has_to_stop_stops_at_its_next_part_and_what_it_made_goes() -> None:
    sent: list[ForwardMsg] = []
    asked = 0

    def yields() -> None:
        nonlocal asked
        asked += 1
        if asked == 3:
            raise LookupError

    parcel = Parcel(sent.append, yields)
    made = parts(4)
    for part in made[:2]:
        parcel.put(part)
    with pytest.raises(LookupError):
        parcel.put(made[2])
    assert sent == []
    parcel.release()
    assert sent == made[:2]


def test_a_watch_sends_what_is_kept_for_too_long_again_and_again() -> None:
    watch = Watch(held=0.02)
    for _ in range(3):  # it looks no longer when there is nothing to look after, and begins anew
        gone = threading.Event()
        parcel = Parcel(lambda _, gone=gone: gone.set())
        watch.begin(parcel)
        parcel.put(ForwardMsg())
        assert gone.wait(5)
        time.sleep(0.05)


def test_a_parcel_that_fails_does_not_end_the_watch_and_one_that_ended_is_left_alone() -> None:
    watch, gone = Watch(held=0.02), threading.Event()
    late: list[ForwardMsg] = []

    def fail(_: ForwardMsg) -> None:
        raise LookupError

    failing, ended, good = Parcel(fail), Parcel(late.append), Parcel(lambda _: gone.set())
    for parcel in (failing, ended, good):
        parcel.put(ForwardMsg())
        watch.begin(parcel)
    watch.end(ended)
    assert gone.wait(5)
    time.sleep(0.1)
    assert late == []


def test_without_a_page_nothing_is_kept() -> None:
    with together():
        pass


PAGE = """
import sys, time
sys.path.insert(0, {root!r})
import streamlit as st
from dashboard.screen.together import together
with together():
    for number in range(40):
        st.html(f"<p>first {{number}}</p>")
    time.sleep({pause})
    st.html("<p>last</p>")
    {then}
    st.html("<p>never</p>")
"""


class Timed(Session):
    """A visitor who keeps when each text came."""

    moments: dict[str, float]

    def _is_end(self, message: ForwardMsg) -> bool:
        before = len(self.text)
        ended = super()._is_end(message)
        self.moments |= dict.fromkeys(self.text[before:], time.perf_counter())
        return ended


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pause", "then", "faults"), [(1.5, "st.stop()", 0), (0, "raise LookupError", 1), (0, "st.stop()", 0)]
)
def test_a_browser_gets_all_parts_and_those_of_a_slow_page_while_it_waits(
    tmp_path: Path, pause: float, then: str, faults: int
) -> None:
    script = tmp_path / "page.py"
    script.write_text(PAGE.format(root=str(ROOT), pause=pause, then=then), encoding="utf-8")

    async def visit(address: str) -> Timed:
        async with Timed(address, "") as visitor:
            for _ in range(3):
                visitor.moments = {}
                await visitor.open()
            return visitor

    with serving(script) as server:
        visitor = finished(visit(server.address))
    assert visitor.text == [f"<p>first {number}</p>" for number in range(40)] + ["<p>last</p>"]
    assert bool(visitor.faults) == bool(faults)
    waited = visitor.moments["<p>last</p>"] - visitor.moments["<p>first 39</p>"]
    assert waited > 0.7 * pause, "what there was came long before the rest"
