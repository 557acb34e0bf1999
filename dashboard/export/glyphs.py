"""Which signs the typeface of a PDF can draw: a PDF that all can read may hold no sign without a shape."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from PIL import ImageFont

from dashboard.export.renderer import font_folder
from dashboard.words.notation import REPLACEMENT

WEIGHTS = ("Regular", "Semibold", "Bold")  # those in which a PDF writes
NO_SIGN = "\uffff"  # never a sign: it has the shape that the typeface gives to what it lacks
INVISIBLE = "Cf"  # category of signs that only join or direct others


def printable(text: str) -> str:
    """Return `text` with REPLACEMENT for each sign that the typeface cannot draw, on as many lines as it has."""
    seen = (sign for sign in text if unicodedata.category(sign) != INVISIBLE)
    return "".join(sign if sign == "\n" or _has(sign) else " " if sign.isspace() else REPLACEMENT for sign in seen)


def lacking(text: str) -> tuple[str, ...]:
    """Return the signs of `text` that a PDF replaces, each once and in order."""
    return tuple(dict.fromkeys(sign for sign in text if sign != REPLACEMENT and REPLACEMENT in printable(sign)))


@lru_cache(maxsize=4096)
def _has(sign: str) -> bool:
    return all(_shape(weight, sign) != _shape(weight, NO_SIGN) for weight in WEIGHTS)


def _shape(weight: str, sign: str) -> tuple[tuple[int, int], bytes]:
    drawn = _font(weight).getmask(sign)
    return drawn.size, bytes(drawn)


@lru_cache(maxsize=len(WEIGHTS))
def _font(weight: str) -> ImageFont.FreeTypeFont:
    path = str(font_folder() / f"SourceSansPro-{weight}.ttf")
    return ImageFont.truetype(path, 20, layout_engine=ImageFont.Layout.BASIC)
