"""The address to which a visitor returns after logging in: only one of this dashboard."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

TO = "naar"
LONGEST = 3500  # characters; a browser drops a cookie of over 4 kB
ALLOWED = "/?&=%+-._~:@!$'()*"


def safe(wanted: str | None) -> str:
    """Return an address on this server, path and query, written so that a cookie can hold it; '' where it is none.

    A browser takes a backslash for a slash, `//host` for another site, and skips control characters before it decides.
    """
    if not wanted or not wanted.startswith("/") or len(wanted) > LONGEST or re.search(r"[\x00-\x20\x7f\\]", wanted):
        return ""
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or parts.path.startswith("//"):
        return ""
    written = quote(f"{parts.path}?{parts.query}" if parts.query else parts.path, safe=ALLOWED)
    return written if len(written) <= LONGEST else ""
