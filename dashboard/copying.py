"""A text to copy: a field that can be read and selected, and a button that says in Dutch what it did."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard import notation

COPY = """<script>
(() => {
  const box = document.getElementById('%s');
  if (!box || box.dataset.ready) return;
  box.dataset.ready = '1';
  const field = box.querySelector('textarea'), said = box.querySelector('[role=status]');
  box.querySelector('button').addEventListener('click', async () => {
    let done = false;
    try { await navigator.clipboard.writeText(field.value); done = true; } catch (error) { done = false; }
    if (!done) { field.focus(); field.select(); done = document.execCommand('copy'); }
    said.textContent = done ? 'Gekopieerd' : 'Selecteer de tekst en kopieer met Ctrl+C';
  });
})();
</script>"""


def copy_field(label: str, text: str, *, key: str, rows: int = 2) -> None:
    """Draw `text` under `label` with a button that copies it; `key` is unique on the page."""
    name = f"kopie-{notation.slug(key)}"
    st.html(
        f'<div class="mg-copy" id="{name}"><label for="{name}-tekst">{escape(label)}</label>'
        f'<textarea id="{name}-tekst" rows="{rows}" readonly>{escape(text)}</textarea>'
        f'<button type="button">Kopieer</button> <span role="status"></span></div>{COPY % name}',
        unsafe_allow_javascript=True,
    )
