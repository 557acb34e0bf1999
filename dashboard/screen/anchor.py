"""Jump to the anchor in the address of a page."""

from __future__ import annotations

import streamlit as st

# The content comes after the page has loaded, too late for the browser's own jump to the anchor in the address, and it
# grows for a while: jump again until it stands still or the reader takes over.
FOLLOW_ANCHOR = """<script>
(() => {
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (!wanted) return;
  let left = 40, marked = false;
  const stop = () => { left = 0; };
  for (const kind of ['wheel', 'touchstart', 'keydown', 'pointerdown']) addEventListener(kind, stop, {once: true});
  const jump = () => {
    const found = document.getElementById(wanted);
    if (found && !marked) { location.replace(location.hash); marked = true; }
    if (found) found.scrollIntoView();
    if (--left > 0) setTimeout(jump, 100);
  };
  jump();
})();
</script>"""


def follow_anchor() -> None:
    """Scroll to the anchor in the address, once, when the page is drawn."""
    st.html(FOLLOW_ANCHOR, unsafe_allow_javascript=True)
