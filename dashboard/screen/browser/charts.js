// Charts that answer a hand. What is pointed at tells its number; the same place lights up in every chart of the page; a
// click, or Enter, picks it as a filter. The words and the code of the place come with each row, see
// dashboard/telling/tip.py: nothing is asked of the server before something is picked.
(() => {
  "use strict";
  const CHART = '[data-testid="stVegaLiteChart"]';
  const MARKS = `${CHART} svg.marks`;
  const AWAY = 16; // pixels between the pointer and its tip
  const REACH = 60; // pixels around a line within which its nearest point is told
  const REST = 3000; // milliseconds without a movement after which the buttons of a presentation go
  const BESIDE = 12; // pixels around any other mark within which it is told
  const tip = document.createElement("div");
  const dot = document.createElement("div");
  const said = document.createElement("div");
  tip.id = "mg-tip";
  dot.id = "mg-dot";
  said.id = "mg-said";
  said.setAttribute("role", "status");
  for (const part of [tip, dot]) part.setAttribute("aria-hidden", "true");
  let shown = null; // what is told now: { datum, svg }
  let lit = "";
  let moved = null;
  let resting = 0;

  // Which mark ---------------------------------------------------------------------------------------------------------
  // The drawing library hangs each mark on its node; a line is one node of which the first mark knows the others.
  const dataOf = (node) => node.__data__?.datum;
  const isLine = (node) => ["line", "area"].includes(node.__data__?.mark?.marktype);

  function nodes(svg) {
    return [...svg.querySelectorAll("g.role-mark > :is(path, text, line, image)")].filter((node) => dataOf(node));
  }

  function points(svg) {
    return nodes(svg).filter(isLine).flatMap((node) => {
      const onScreen = node.getScreenCTM();
      const known = node.__data__.mark.items.filter((item) => item.datum.told && item.defined !== false);
      return known.map((item) => ({ datum: item.datum, svg, at: new DOMPoint(item.x, item.y).matrixTransform(onScreen) }));
    });
  }

  function spots(svg) {
    const marks = nodes(svg).filter((node) => !isLine(node) && dataOf(node).told);
    const boxes = marks.map((node) => {
      const box = node.getBoundingClientRect();
      return { datum: dataOf(node), svg, box, at: { x: box.x + box.width / 2, y: box.y + box.height / 2 } };
    });
    return [...boxes.filter((spot, place) => boxes.findIndex((other) => other.datum.told === spot.datum.told) === place), ...points(svg)];
  }

  function tells(svg) {
    return nodes(svg).some((node) => dataOf(node).told || (isLine(node) && node.__data__.mark.items.some((item) => item.datum.told)));
  }

  function nearest(svg, x, y) {
    const far = ({ at, box }) => box
      ? Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom)) * (REACH / BESIDE)
      : Math.hypot(at.x - x, at.y - y);
    const [first] = spots(svg).map((spot) => [far(spot), spot]).sort(([one], [other]) => one - other);
    return first && first[0] <= REACH ? { ...first[1], near: !first[1].box } : null;
  }

  function found(target, x, y) {
    const svg = target instanceof Element && target.closest(MARKS);
    if (!svg) return null;
    const mark = document.elementsFromPoint(x, y).find((node) => svg.contains(node) && !isLine(node) && dataOf(node)?.told);
    return mark ? { datum: dataOf(mark), svg, at: { x, y } } : nearest(svg, x, y);
  }

  // What is told -------------------------------------------------------------------------------------------------------
  function tell(spot, pointed) {
    if (!spot) return hush();
    const changed = shown?.datum !== spot.datum;
    shown = spot;
    if (changed) {
      const [name, ...lines] = JSON.parse(spot.datum.told);
      const head = document.createElement("strong");
      head.textContent = name;
      const list = document.createElement("dl");
      for (const [word, text] of lines) {
        const [term, told] = [document.createElement("dt"), document.createElement("dd")];
        [term.textContent, told.textContent] = [word, text];
        list.append(term, told);
      }
      tip.replaceChildren(head, list);
      light(spot.datum.code ?? "");
    }
    const svg = spot.svg;
    svg.classList.toggle("mg-picks", places().includes(spot.datum.code));
    tip.classList.add("mg-on");
    dot.classList.toggle("mg-on", !pointed || !!spot.near);
    Object.assign(dot.style, { left: `${spot.at.x}px`, top: `${spot.at.y}px` });
    place(pointed ?? spot.at);
  }

  function place({ x, y }) {
    const { width, height } = tip.getBoundingClientRect();
    const left = x + AWAY + width < innerWidth ? x + AWAY : x - AWAY - width;
    const top = y + AWAY + height < innerHeight ? y + AWAY : y - AWAY - height;
    Object.assign(tip.style, { left: `${Math.max(4, left)}px`, top: `${Math.max(4, top)}px` });
  }

  function hush() {
    if (!shown) return;
    shown.svg.classList.remove("mg-picks");
    shown = null;
    tip.classList.remove("mg-on");
    dot.classList.remove("mg-on");
    light("");
  }

  function light(code) {
    if (code === lit) return;
    lit = code;
    for (const svg of document.querySelectorAll(MARKS)) {
      const coded = nodes(svg).filter((node) => dataOf(node).code);
      const has = code && coded.some((node) => dataOf(node).code === code);
      for (const node of coded) node.classList.toggle("mg-faint", has && dataOf(node).code !== code);
    }
  }

  // What is picked -----------------------------------------------------------------------------------------------------
  // On a page that follows municipalities the field of press.js names them.
  const places = () => (document.querySelector(".st-key-gedrukt input")?.placeholder ?? "").split(" ").filter(Boolean);

  function pick(spot) {
    const code = spot?.datum.code;
    if (places().includes(code)) document.dispatchEvent(new CustomEvent("mg-press", { detail: `plaats:${code}` }));
  }

  // Pointer and keys ---------------------------------------------------------------------------------------------------
  function follow() {
    const { target, clientX: x, clientY: y } = moved;
    moved = null;
    const spot = target.isConnected ? found(target, x, y) : null;
    tell(spot, spot && { x, y });
  }

  // While presenting, the buttons are there for a while after each movement.
  function stir() {
    if (!document.querySelector(".st-key-podium")) return; // a class of the whole page makes all of it be styled again
    document.documentElement.classList.add("mg-moving");
    clearTimeout(resting);
    resting = setTimeout(() => document.documentElement.classList.remove("mg-moving"), REST);
  }

  function move(event) {
    stir();
    if (!moved) requestAnimationFrame(follow);
    moved = event;
  }

  function step(event) {
    const chart = event.target instanceof Element && event.target.closest(CHART);
    const svg = chart && event.target === chart && chart.querySelector("svg.marks");
    if (!svg || event.ctrlKey || event.altKey || event.metaKey) return;
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (event.key === "Escape") return hush();
    if (event.key === "Enter") return pick(shown);
    if (!by) return;
    const all = spots(svg);
    if (!all.length) return;
    event.preventDefault();
    const now = all.findIndex((spot) => spot.datum === shown?.datum);
    const next = now < 0 ? (by > 0 && by < Infinity ? 0 : by < 0 && by > -Infinity ? all.length - 1 : by < 0 ? 0 : all.length - 1) : now + by;
    tell(all[Math.min(Math.max(next, 0), all.length - 1)]);
    said.textContent = JSON.parse(shown.datum.told).flat().join(", ");
  }

  // A chart that tells something can be reached with the keyboard; while presenting, the arrows step through the list.
  function reachable() {
    for (const svg of document.querySelectorAll(`${MARKS}:not([data-reach])`)) {
      if (svg.closest(".st-key-podium") || !tells(svg)) continue;
      svg.dataset.reach = "";
      svg.closest(CHART).tabIndex = 0;
    }
    if (shown && !shown.svg.isConnected) hush();
  }

  document.addEventListener("pointermove", move, { passive: true });
  document.addEventListener("pointerdown", move, { passive: true });
  document.addEventListener("scroll", hush, { capture: true, passive: true });
  document.addEventListener("click", (event) => pick(found(event.target, event.clientX, event.clientY)));
  document.addEventListener("keydown", step);
  document.addEventListener("focusout", (event) => { if (event.target instanceof Element && event.target.matches(CHART)) hush(); });
  document.addEventListener("DOMContentLoaded", () => {
    document.body.append(tip, dot, said);
    stir();
    new MutationObserver(reachable).observe(document.body, { subtree: true, childList: true });
  });
})();
