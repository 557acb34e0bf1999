"""A text to copy: a field that can be read and selected, and a button that browser/copy.js lets say what it did."""

from __future__ import annotations

from html import escape

from dashboard.words import notation


def copy_field(label: str, text: str, *, key: str, rows: int = 2) -> str:
    """Return `text` under `label` with a button that copies it; `key` is unique on the page."""
    name = f"kopie-{notation.slug(key)}"
    return (
        f'<div class="mg-copy"><label for="{name}">{escape(label)}</label>'
        f'<textarea id="{name}" rows="{rows}" readonly>{escape(text)}</textarea>'
        '<button type="button">Kopieer</button> <span role="status"></span></div>'
    )
