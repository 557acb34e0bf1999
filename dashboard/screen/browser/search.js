// The ways in the bar: to the page on which a question is answered, also with the key /, and to the meeting list. Without
// loading the page anew: Streamlit follows the address as it does when a reader goes back.
(() => {
  "use strict";
  const LABEL = "Zoek een cijfer of woord";
  const PATIENCE = 10000; // milliseconds in which the field has to come
  const field = () => document.querySelector(`input[aria-label="${LABEL}"]`);

  function focus() {
    const found = field();
    found?.focus();
    found?.select();
    return Boolean(found);
  }

  function follow(link) {
    history.pushState({}, "", link.getAttribute("href"));
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }

  function go() {
    const link = document.querySelector("a.mg-search");
    if (focus() || !link) return;
    follow(link);
    const watch = new MutationObserver(() => { if (focus()) watch.disconnect(); });
    watch.observe(document.body, { subtree: true, childList: true });
    setTimeout(() => watch.disconnect(), PATIENCE);
  }

  function types(target) {
    return target instanceof Element && target.closest("input, textarea, select, [contenteditable], [role=textbox], [role=combobox]");
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || types(event.target)) return;
    event.preventDefault();
    go();
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest(".mg-bar a");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (link.matches(".mg-search")) go();
    else follow(link);
  }, true);
})();
