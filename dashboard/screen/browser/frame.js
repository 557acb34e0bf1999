// The Dutch frame: what Streamlit says in English, leaves unsaid to a screen reader, or cannot fold away on a phone.
// server.py puts it in the one HTML file that it serves. The words stand in words.json, beside it.
(() => {
  "use strict";
  const WORDS = __WORDS__;
  const PATTERNS = WORDS.patterns.map(([pattern, dutch]) => [new RegExp(pattern), dutch]);
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];
  const PATIENCE = 4000; // milliseconds after which the page shows from the top as far as it is finished
  const FAR = 100; // pixels of reading on after which an open drawer closes
  const PHONE = 640; // pixels of width up to which the buttons of a page stand below each other
  const WAITED = '[data-testid="stMain"] :is([data-testid="stSkeleton"], [data-testid="stVegaLiteChart"]:not(:has(svg, canvas)))';
  const root = document.documentElement;
  const KEEP_STILL = "script, style, svg, canvas, .mg-table, .mg-text";
  // Widgets of the browser's own locale would speak English in an English browser.
  Object.defineProperty(navigator, "language", { get: () => "nl-NL" });
  Object.defineProperty(navigator, "languages", { get: () => ["nl-NL", "nl"] });
  root.classList.add("mg-frame");

  // Dutch ------------------------------------------------------------------------------------------------------------
  function dutch(text) {
    const plain = text.trim();
    if (!plain) return text;
    if (Object.hasOwn(WORDS.exact, plain)) return text.replace(plain, () => WORDS.exact[plain]);
    for (const [pattern, words] of PATTERNS) if (pattern.test(plain)) return plain.replace(pattern, words);
    return text;
  }

  function translateText(node) {
    if (node.parentElement?.closest(KEEP_STILL)) return;
    const words = dutch(node.nodeValue);
    if (words !== node.nodeValue) node.nodeValue = words;
  }

  function translateAttributes(element) {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      const words = value && dutch(value);
      if (words && words !== value) element.setAttribute(name, words);
    }
  }

  function visit(node) {
    if (node.nodeType === Node.TEXT_NODE) return translateText(node);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(KEEP_STILL)) return;
    translateAttributes(node);
    node.childNodes.forEach(visit);
  }

  // Structure for screen readers --------------------------------------------------------------------------------------
  function mend() {
    // Groups of the menu on a phone are <div> in a <ul>: make each one item of the list.
    for (const group of document.querySelectorAll('[data-testid="stSidebarNavItems"] > div')) {
      group.setAttribute("role", "listitem");
      group.querySelectorAll("li").forEach((item) => item.setAttribute("role", "none"));
    }
    // A chart is one picture with one name; its hundreds of marks are no help, the table beside it is.
    for (const marks of document.querySelectorAll("svg.marks:not([aria-hidden])")) {
      marks.setAttribute("aria-hidden", "true");
      marks.closest('[data-testid="stVegaLiteChart"]')?.setAttribute("role", "img");
    }
    // What is folded away can be found by the search of the browser; `inert` would hide it from that too.
    for (const folded of document.querySelectorAll("details > [inert]")) folded.removeAttribute("inert");
    const made = document.querySelector(".mg-choice")?.dataset.made;
    const name = made ? `Filters: ${made}` : "Filters";
    for (const button of document.querySelectorAll(".mg-drawer")) {
      if (button.textContent !== name) button.textContent = name;
      button.setAttribute("aria-expanded", String(root.classList.contains("mg-filters-open")));
    }
  }

  // A choice that a card takes along to another place keeps the focus: else a keyboard would begin at the top again ----
  let touched = null;
  let choice = "";

  function touch(event) {
    const element = event.target instanceof Element && event.target;
    const widget = element && element.closest('[data-testid="stButtonGroup"], [data-testid="stSelectbox"]');
    const classes = widget?.closest('[class*="st-key-"]')?.classList ?? [];
    choice = [...classes].find((name) => name.startsWith("st-key-")) ?? "";
    touched = choice ? element : null;
  }

  function refocus() {
    if (!touched || touched.isConnected || document.activeElement !== document.body) return;
    const place = document.querySelector(`.${CSS.escape(choice)}`);
    place?.querySelector('[aria-checked="true"], [role="combobox"]')?.focus({ preventScroll: true });
  }

  // The first paint comes when its parts are there, so that nothing jumps under the reader's eyes ---------------------
  let late = false;

  function ready() {
    if (late) unveil();
    if (root.classList.contains("mg-ready") || !document.querySelector(".mg-title, .mg-stage")) return;
    const app = document.querySelector('[data-testid="stApp"]');
    if (app?.getAttribute("data-test-script-state") !== "notRunning") return;
    const parts = document.querySelectorAll(WAITED); // where they stand is asked last: it makes the browser lay out
    if (![...parts].some((part) => part.getBoundingClientRect().top < window.innerHeight)) show();
  }

  function show() {
    late = false;
    root.classList.remove("mg-late");
    for (const part of document.querySelectorAll(".mg-later")) part.classList.remove("mg-later");
    document.dispatchEvent(new Event("mg-shows"));
    root.classList.add("mg-ready");
  }

  // A page that comes slowly shows what stands above its first unfinished part: what comes later pushes nothing aside.
  function unveil() {
    const later = new Set();
    const app = document.querySelector('[data-testid="stApp"]');
    const runs = app?.getAttribute("data-test-script-state") !== "notRunning";
    const buttons = runs && window.innerWidth <= PHONE ? document.querySelector(".st-key-kopacties") : null; // the last to come
    for (let part of [document.querySelector(WAITED), buttons]) {
      while (part && part.dataset.testid !== "stMain") {
        for (let next = part.nextElementSibling; next; next = next.nextElementSibling) later.add(next);
        part = part.parentElement;
      }
    }
    for (const shown of document.querySelectorAll(".mg-later")) if (!later.has(shown)) shown.classList.remove("mg-later");
    later.forEach((hidden) => hidden.classList.add("mg-later"));
  }

  function hurry() {
    if (root.classList.contains("mg-ready")) return;
    late = true;
    unveil();
    root.classList.add("mg-late");
    ready();
  }

  // Said politely after a choice or on a new page ----------------------------------------------------------------------
  const live = document.createElement("div");
  live.id = "mg-live";
  live.setAttribute("role", "status");
  let said = "";
  let waiting = 0;

  function announce() {
    const app = document.querySelector('[data-testid="stApp"]');
    if (app?.getAttribute("data-test-script-state") !== "notRunning") return;
    const parts = [".mg-title h1", ".mg-choice", ".mg-head h3"].map((place) => document.querySelector(place)?.textContent);
    if (!parts[0]) return;
    const message = parts.filter(Boolean).join(". ");
    if (said && message !== said) live.textContent = message;
    said = message;
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(announce, 500);
  }

  // The question that is being read, marked in the list on top --------------------------------------------------------
  function mark() {
    const bar = document.querySelector(".st-key-wegwijzer");
    const links = [...document.querySelectorAll(".mg-questions a")];
    if (!bar || !links.length) return;
    const edge = bar.getBoundingClientRect().bottom + 60;
    const place = (link) => document.getElementById(link.hash.slice(1));
    // A jump leaves room above a question, and near the end of a page more than that.
    const room = (question) => Math.max(edge, parseFloat(getComputedStyle(question).scrollMarginTop) + 20);
    const passed = links.filter((link) => place(link) && place(link).getBoundingClientRect().top < room(place(link)));
    const main = bar.closest('[data-testid="stMain"]');
    const atEnd = main && main.scrollTop > 0 && main.scrollTop + main.clientHeight >= main.scrollHeight - 2;
    const asked = atEnd && links.find((link) => link.hash === location.hash && place(link)?.getBoundingClientRect().top < innerHeight);
    const read = asked || passed.at(-1);
    for (const link of links) {
      if (link === read) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  }

  // Buttons of the frame ----------------------------------------------------------------------------------------------
  let opened = 0; // how far down the page was read when the drawer opened
  let isByHand = false; // whether the reader scrolls the page, and not a list or the browser

  function press(event) {
    const pressed = event.target instanceof Element && event.target.closest("button, a[href]");
    if (!pressed) return;
    if (pressed.classList.contains("mg-drawer")) {
      root.classList.toggle("mg-filters-open");
      opened = pressed.closest('[data-testid="stMain"]')?.scrollTop ?? 0;
      mend();
    }
    // The menu of a narrow window lies over the page: who chose from it wants to see that.
    const menu = pressed.matches("a") && !(event.ctrlKey || event.metaKey || event.shiftKey) && pressed.closest('[data-testid="stSidebar"]');
    if (menu) setTimeout(leaveMenu, 0, menu); // after Streamlit, which closes it for some devices itself
  }

  function leaveMenu(menu) {
    if (menu.dataset.collapsed === "false") menu.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  }

  function move(event) {
    const place = event.target instanceof Element && event.target;
    isByHand = Boolean(place) && place.closest('[data-testid="stMain"]') !== null && !place.closest(".st-key-wegwijzer");
  }

  // An open drawer would lie over a quarter of the page that is read.
  function fold(event) {
    const isFar = isByHand && root.classList.contains("mg-filters-open") && Math.abs((event.target.scrollTop ?? opened) - opened) > FAR;
    if (!isFar || event.target.dataset?.testid !== "stMain") return;
    root.classList.remove("mg-filters-open");
    mend();
  }

  function changed(records) {
    let structure = false;
    for (const record of records) {
      if (record.target.nodeType === Node.ELEMENT_NODE && record.target.closest("svg")) continue;
      if (record.type === "characterData") translateText(record.target);
      else if (record.type === "attributes" && record.attributeName !== "data-test-script-state") translateAttributes(record.target);
      else if (record.type === "childList") {
        record.addedNodes.forEach(visit);
        structure ||= record.addedNodes.length > 0;
      }
    }
    if (structure) {
      mend();
      refocus();
    }
    ready();
    soon();
  }

  document.addEventListener("click", press);
  document.addEventListener("focusin", touch);
  document.addEventListener("pointerdown", touch);
  document.addEventListener("scroll", () => requestAnimationFrame(mark), { capture: true, passive: true });
  document.addEventListener("scroll", fold, { capture: true, passive: true });
  for (const kind of ["wheel", "touchmove"]) document.addEventListener(kind, move, { capture: true, passive: true });
  document.addEventListener("DOMContentLoaded", () => {
    document.body.append(live);
    new MutationObserver(changed).observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true,
      attributeFilter: [...ATTRIBUTES, "data-test-script-state"],
    });
    visit(document.body);
    mend();
    setTimeout(hurry, PATIENCE);
  });
})();
