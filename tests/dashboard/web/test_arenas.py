"""The threads of a process share its memory: else what visitors leave behind grows with the hours."""

from __future__ import annotations

import subprocess
import sys

import pytest

from dashboard.web.arenas import ARENAS, SETTING, share_arenas
from tests.helpers import ROOT

# Let many threads take memory at the same moment, and print how many arenas the C library made for them.
THREADS = """
import ctypes, os, tempfile, threading
from dashboard.web.arenas import share_arenas
{first}
libc, barrier = ctypes.CDLL("libc.so.6"), threading.Barrier(12)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
def work():
    for _ in range(200):
        barrier.wait()
        libc.malloc(5000)
threads = [threading.Thread(target=work) for _ in range(12)]
for one in threads: one.start()
for one in threads: one.join()
libc.fdopen.restype, libc.malloc_info.argtypes = ctypes.c_void_p, [ctypes.c_int, ctypes.c_void_p]
libc.fclose.argtypes = [ctypes.c_void_p]
told, name = tempfile.mkstemp()
stream = libc.fdopen(told, b"w")
libc.malloc_info(0, stream)
libc.fclose(stream)
print(open(name).read().count("<heap nr="))
os.unlink(name)
"""


def arenas(first: str) -> int:
    answer = subprocess.run(
        [sys.executable, "-c", THREADS.format(first=first)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(answer.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="only the C library of Linux divides memory so")
def test_threads_share_a_few_arenas() -> None:
    assert arenas("") > ARENAS
    assert arenas("assert share_arenas({})") <= ARENAS


def test_a_setting_of_the_administrator_goes_first() -> None:
    assert not share_arenas({SETTING: "8"})


# Take much memory in small pieces, let go all but every hundredth, and print what the process holds before and after.
FREED = """
import psutil
from dashboard.web.arenas import give_back
pieces = [bytes(3000) for _ in range(60_000)]
pieces = pieces[::100]
before = psutil.Process().memory_info().rss
give_back()
print(before - psutil.Process().memory_info().rss)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only the C library of Linux gives back between what is in use")
def test_what_is_free_between_what_is_in_use_is_given_back() -> None:
    answer = subprocess.run([sys.executable, "-c", FREED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(answer.stdout) > 50e6, "of some 180 MB"
