// From one page to the next: it opens at its top, back and forward where it was left, and it takes no clicks that were
// meant for the page before it. Streamlit would answer such a click after the next page has begun, and show a mixture of
// the two or nothing at all.
(() => {
  "use strict";
  const PATIENCE = 10000; // milliseconds after which a page that does not come gives the old one back
  const place = () => document.querySelector('[data-testid="stMain"]');
  let shown = location.pathname;
  let waiting = 0;
  const tops = new Map(); // how far down each step of the history was read
  let wanted = null; // how far down that was, while a page comes back; null from when the reader does something
  let returning = 0;

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
    if (wanted !== null) to(wanted); // again and again: the page grows while it comes
    if (location.pathname === shown) return;
    shown = location.pathname;
    take(true);
    if (!location.hash && wanted === null) to(0);
  }

  function to(top) {
    place()?.scrollTo({ top, behavior: "instant" });
  }

  function goBack() {
    if (location.hash) return;
    wanted = tops.get(history.state?.entry) ?? 0;
    clearTimeout(returning);
    returning = setTimeout(stay, PATIENCE);
  }

  function stay() {
    wanted = null;
  }

  function note(event) {
    const stays = event.target === place() && !event.target.inert && wanted === null;
    if (stays) tops.set(history.state?.entry, event.target.scrollTop);
  }

  addEventListener("popstate", goBack);
  document.addEventListener("scroll", note, true);
  for (const act of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(act, stay, { capture: true, passive: true });
  document.addEventListener("click", leave);
  addEventListener("pageshow", () => take(true));
  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(arrive).observe(document.body, { subtree: true, childList: true });
  });
})();
