"""The drawing process: reads one job per line, writes one answer per line. Started by dashboard.export.render.

The library that draws holds Python's lock for a tenth of a second for each picture, and for a whole second the
first time. In a process of its own it never makes another visitor wait.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FONT_PACKAGE = "font_source_sans_pro"
NICE = 10  # a picture costs as much as ten pages: who waits for a page goes first


def font_folder() -> Path:
    """Return the folder with the files of the typeface; raise RuntimeError where its package is missing."""
    found = find_spec(FONT_PACKAGE)
    if found is None or found.origin is None:
        raise RuntimeError(f"{FONT_PACKAGE} is not installed; run: pip install -r requirements.txt")
    return Path(found.origin).parent / "files"


def draw(job: dict[str, Any]) -> bytes:
    """Return the picture that a job asks for: an SVG of a specification, or a PNG of an SVG."""
    import vl_convert

    if "spec" in job:
        return str(vl_convert.vegalite_to_svg(job["spec"])).encode()
    return bytes(vl_convert.svg_to_png(job["svg"], scale=job["scale"]))


def main() -> None:
    """Answer jobs until the input ends."""
    import vl_convert

    if hasattr(os, "nice"):  # not on Windows
        os.nice(NICE)
    vl_convert.register_font_directory(str(font_folder()))
    for line in sys.stdin.buffer:
        try:
            answer = {"picture": base64.b64encode(draw(json.loads(line))).decode()}
        except Exception as error:
            answer = {"error": str(error)}
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
