// The way in the bar to the page on which a question is answered, also with the key /: its field has the focus there.
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

  function comes() {
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
    if (!focus()) document.querySelector("a.mg-search")?.click();
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a.mg-search");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!focus()) return comes();
    event.preventDefault();
    event.stopPropagation();
  }, true);
})();
