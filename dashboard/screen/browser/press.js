// What is pressed in the HTML of a page: buttons of a card, a place in a chart. It goes to the server through a field that
// nobody sees, see dashboard/screen/pressing.py. A press stays in the field until the server has answered it, so that a
// quick second one takes it along; each has its moment, by which the server knows it again.
(() => {
  "use strict";
  const EDGE = 12; // pixels between what a button opens and the edge of the screen
  const GAP = 4; // pixels between a button and what it opens
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const field = () => document.querySelector(".st-key-gedrukt input");
  let last = 0;
  let pressed = ""; // what was pressed last, for the focus that a new card would lose

  function send(what) {
    const box = field();
    if (!box) return;
    last = Math.max(Date.now(), last + 1);
    write.call(box, [box.value, `${what}#${last}`].filter(Boolean).join("|"));
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  }

  function press(event) {
    const button = event.target instanceof Element && event.target.closest("[data-press]");
    if (!button) return;
    pressed = button.dataset.press.slice(0, button.dataset.press.lastIndexOf(":"));
    send(button.dataset.press);
  }

  // The button for a table gives way to the one for a chart: the focus goes along.
  function refocus() {
    if (!pressed || (document.activeElement !== document.body && document.activeElement.checkVisibility())) return;
    const found = [...document.querySelectorAll("[data-press]")].filter((button) => button.dataset.press.startsWith(pressed));
    found.find((button) => button.offsetParent)?.focus({ preventScroll: true });
  }

  // Which figures stand on the meeting list: without their note, as the buttons name them.
  let marked = "";
  function mark() {
    const items = document.querySelector(".mg-to-list")?.dataset.items;
    const buttons = document.querySelectorAll(`.mg-listing${items === marked ? ":not([aria-pressed])" : ""}`);
    if (!items || !buttons.length) return;
    marked = items;
    const on = new Set(JSON.parse(items).map((item) => `lijst:${item.split("~notitie.")[0]}`));
    for (const button of buttons) button.setAttribute("aria-pressed", String(on.has(button.dataset.press)));
  }

  // What a button opens is made when it opens: a page holds much that is never opened.
  function fill(menu) {
    if (!menu.firstChild) menu.innerHTML = JSON.parse(menu.dataset.content);
  }

  // What a button opens stands below it, or above it where it fits only there or has more room; it goes along when the page
  // scrolls.
  function place(menu) {
    const button = document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
    if (!button) return;
    const at = button.getBoundingClientRect();
    const [below, above] = [innerHeight - at.bottom - EDGE, at.top - EDGE];
    const isBelow = menu.scrollHeight <= below || (menu.scrollHeight > above && below > above);
    menu.style.inset = isBelow ? `${at.bottom + GAP}px auto auto auto` : `auto auto ${innerHeight - at.top + GAP}px auto`;
    menu.dataset.room = isBelow ? below : above;
    cut(menu);
    menu.style.left = `${Math.max(EDGE, Math.min(at.left, innerWidth - menu.offsetWidth - EDGE))}px`;
  }

  // What is higher than its room ends after a whole line: half a line looks like a fault.
  function cut(menu) {
    menu.style.maxHeight = `${menu.dataset.room}px`;
    if (menu.scrollHeight <= menu.clientHeight) return;
    const box = menu.getBoundingClientRect();
    const found = lines(menu);
    let edge = box.bottom - menu.clientTop;
    for (let halved; (halved = found.find((line) => line.top < edge && line.bottom > edge));) edge = halved.top;
    menu.style.maxHeight = `${edge + menu.clientTop - box.top}px`;
  }

  // Where the lines of its texts stand, those in a field to copy from too, and buttons; not what is folded away.
  function lines(menu) {
    const range = document.createRange(), found = [];
    for (const part of menu.querySelectorAll("*")) {
      if (!part.checkVisibility()) continue;
      const box = part.getBoundingClientRect();
      if (part.matches("button")) found.push(box);
      else if (part.matches("textarea")) {
        const high = parseFloat(getComputedStyle(part).lineHeight), top = box.top + part.clientTop;
        for (let at = 0; at < part.clientHeight - 1; at += high) found.push({ top: top + at, bottom: top + at + high });
      } else {
        for (const text of part.childNodes) {
          if (text.nodeType !== Node.TEXT_NODE) continue;
          range.selectNodeContents(text);
          found.push(...range.getClientRects());
        }
      }
    }
    return found;
  }

  function replace() {
    for (const menu of document.querySelectorAll(".mg-menu:popover-open")) place(menu);
  }

  function opens(event) {
    if (event.newState === "open" && event.target.matches(".mg-menu")) (event.type === "toggle" ? place : fill)(event.target);
    else if (event.target.matches(".mg-menu details")) cut(event.target.closest(".mg-menu"));
  }

  function changed() {
    mark();
    refocus();
  }

  document.addEventListener("mg-press", (event) => send(event.detail));
  document.addEventListener("click", press);
  document.addEventListener("pointerdown", () => { pressed = ""; }, { capture: true, passive: true });
  for (const moment of ["beforetoggle", "toggle"]) document.addEventListener(moment, opens, true);
  document.addEventListener("scroll", (event) => { if (!event.target.closest?.(".mg-menu")) replace(); }, { capture: true, passive: true });
  addEventListener("resize", replace);
  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(changed).observe(document.body, { subtree: true, childList: true });
  });
})();
