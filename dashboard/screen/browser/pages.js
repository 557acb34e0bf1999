// From one page to the next: it opens at its top, and takes no clicks that were meant for the page before it. Streamlit
// would answer such a click after the next page has begun, and show a mixture of the two or nothing at all.
(() => {
  "use strict";
  const PATIENCE = 10000; // milliseconds after which a page that does not come gives the old one back
  const place = () => document.querySelector('[data-testid="stMain"]');
  let shown = location.pathname;
  let waiting = 0;

  // A link that was taken out of HTML writes &amp; between its choices.
  const plain = location.search.replace(/&(?:amp;)+/g, "&");
  if (plain !== location.search) history.replaceState(history.state, "", location.pathname + plain + location.hash);

  function take(on) {
    clearTimeout(waiting);
    const main = place();
    if (main) main.inert = !on;
    if (!on) waiting = setTimeout(take, PATIENCE, true);
  }

  function leave(event) {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || link.target || link.hasAttribute("download") || link.origin !== location.origin || link.pathname === location.pathname) return;
    take(false);
  }

  function arrive() {
    if (location.pathname === shown) return;
    shown = location.pathname;
    take(true);
    if (!location.hash) place()?.scrollTo({ top: 0, behavior: "instant" });
  }

  document.addEventListener("click", leave);
  addEventListener("pageshow", () => take(true));
  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(arrive).observe(document.body, { subtree: true, childList: true });
  });
})();
