"""Text files (.csv, .txt) as one sheet of cells: any of the usual separators and encodings."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from loaders.files.sheets.sheet import Sheet, laid_out, plain_cell
from loaders.services.errors import SourceError

MARKS = ";\t,|"  # ";" first, so it wins where nothing tells
LONGEST = 32_767  # characters of a cell; what the module csv allows can be changed by any other module


def read_text(text: str, *, advice: str) -> Sheet:
    """Return the one sheet of a text file.

    Raises:
        SourceError: It is no table of text; it ends in `advice`.
    """
    told = re.match(r"sep=(.)\r?\n", text)  # a line for Excel that names the separator
    body = f"\n{text[told.end() :]}" if told else text
    try:
        best = told[1] if told else max(MARKS, key=lambda mark: _width(text, mark))
        texts = list(csv.reader(io.StringIO(body), delimiter=best))
        longest = max((len(text) for row in texts for text in row), default=0)
        if longest > LONGEST:
            raise csv.Error(f"a cell has {longest} characters, a field larger than the {LONGEST} that Excel holds")
    except csv.Error as error:
        raise SourceError(
            "the text file cannot be read", cause="unreadable_file", evidence=str(error), advice=advice
        ) from error
    return laid_out("", [tuple(plain_cell(text) for text in row) for row in texts])


def decoded(body: bytes) -> str | None:
    """Return the text of a file: UTF-8, UTF-16 or else cp1252; None where it is none."""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body.decode("utf-16", errors="replace")
    if b"\x00" in body:
        for places, name in ((body[1::2], "utf-16-le"), (body[::2], "utf-16-be")):
            if len(body) > 20 and places.count(0) > 0.8 * len(places) and len(body) % 2 == 0:
                return body.decode(name, errors="replace")
        return None
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")


def _width(text: str, mark: str) -> int:
    """Return how many cells most of the first lines have with this separator."""
    lines = [row for row in csv.reader(io.StringIO("\n".join(text.splitlines()[:80])), delimiter=mark) if row]
    common = Counter(len(row) for row in lines if len(row) > 1).most_common(1)
    return common[0][0] * common[0][1] if common else 0
