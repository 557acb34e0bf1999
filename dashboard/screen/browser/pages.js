// From one page to the next: it opens at its top, back and forward where it was left, and it takes no clicks that were
// meant for the page before it. Streamlit would answer such a click after the next page has begun, and show a mixture of
// the two or nothing at all. A link of our own to a page does not load the dashboard anew: Streamlit follows the address
// as it does when a reader goes back.
(() => {
  "use strict";
  const PAGES = new Set(__PAGES__);
  const PATIENCE = 10000; // milliseconds after which a page that does not come gives the old one back
  const place = () => document.querySelector('[data-testid="stMain"]');
  let shown = location.pathname;
  let waiting = 0;
  const tops = new Map(); // how far down each step of the history was read
  let wanted = null; // how far down that was, while a page comes back; null from when the reader does something
  let sought = decodeURIComponent(location.hash.slice(1)); // the place in the page to jump to, while that comes and grows
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
    if (!link || elsewhere || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.target && link.target !== "_self") return;
    if (link.pathname !== location.pathname) take(false);
    const jumps = link.pathname === location.pathname && link.hash;
    if (event.defaultPrevented || jumps || !PAGES.has(link.pathname.slice(1))) return; // what the browser or Streamlit follows
    event.preventDefault();
    follow(link.href);
  }

  function follow(address) {
    history.pushState({ isFollowed: true }, "", address);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }

  function arrive() {
    if (wanted !== null) to(wanted); // again and again: the page grows while it comes
    if (location.pathname !== shown) {
      shown = location.pathname;
      take(true);
      if (!location.hash && wanted === null) to(0);
    }
    jump();
  }

  // What comes after the page has loaded comes too late for the browser's own jump, and its mark of where that led.
  function jump() {
    const found = sought && document.getElementById(sought);
    if (!found) return;
    if (!found.matches(":target")) location.replace(`#${encodeURIComponent(sought)}`); // the address may have lost it
    found.scrollIntoView();
  }

  function to(top) {
    place()?.scrollTo({ top, behavior: "instant" });
  }

  function goBack() {
    sought = decodeURIComponent(location.hash.slice(1));
    wanted = sought ? null : tops.get(history.state?.entry) ?? 0;
    hold();
  }

  function hold() {
    clearTimeout(returning);
    returning = setTimeout(stay, PATIENCE);
  }

  function stay() {
    wanted = null;
    sought = "";
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
    hold();
  });
})();
