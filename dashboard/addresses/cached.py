"""What a reader has already is not sent again: marks of content, and how long it may be kept."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dashboard.addresses.asking import Answer, Asking

ROOT = Path(__file__).resolve().parents[2]
LIVE, FROZEN = "public, max-age=60, must-revalidate", "public, max-age=31536000, immutable"
PACKABLE = re.compile(r"text/|application/([a-z.+]*json|atom\+xml)|image/svg")
SMALL, LEVEL = 500, 6  # bytes that are not worth packing, and how hard to pack


@cache
def code_version() -> str:
    """Return what names the code that makes the content: another code gives another mark."""
    digest = hashlib.sha256()
    files = [path for room in ("dashboard", "snapshot") for path in (ROOT / room).rglob("*") if path.suffix != ".pyc"]
    for path in sorted((*filter(Path.is_file, files), ROOT / "requirements.txt")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def mark(asking: Asking, answer: Answer, path: str) -> str:
    """Return the strong mark (ETag) of the content that answers a request, without making it."""
    snapshot = asking.snapshot
    parts = (code_version(), snapshot.id, snapshot.built_at, path, answer.media, repr(answer.key))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def kept(asking: Asking, answer: Answer) -> str:
    """Return how long the content may be kept by who asked, and by what stands between."""
    return FROZEN if asking.is_frozen and answer.lasts else LIVE


def is_packed(headers: Mapping[str, str], media: str) -> bool:
    """Return whether the content is sent packed."""
    accepted = {
        name.strip().lower(): weight
        for name, _, weight in (one.partition(";") for one in headers.get("accept-encoding", "").split(","))
    }
    refused = re.fullmatch(r"\s*q=0(\.0*)?\s*", accepted.get("gzip", ""))
    return "gzip" in accepted and not refused and PACKABLE.match(media) is not None


def packed(content: bytes) -> bytes:
    """Return the content in the packed form, the same bytes each time."""
    return gzip.compress(content, LEVEL, mtime=0)


def is_known(headers: Mapping[str, str], found: str) -> bool:
    """Return whether the reader says to have the content with this mark, packed or not."""
    told = headers.get("if-none-match", "")
    return told.strip() == "*" or found in {_bare(one) for one in told.split(",")}


def _bare(told: str) -> str:
    return told.strip().removeprefix("W/").strip('"').removesuffix("-gzip")
