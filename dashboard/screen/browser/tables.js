// A table is sorted where it stands: by number, by moment or by name. What has no number stays at the end.
// And it is never wider than its place: first its words wrap, then each row becomes a block with its heads inside.
(() => {
  "use strict";
  const AWAY = 1; // behind all that can be compared, whichever way
  const names = new Intl.Collator("nl", { numeric: true, sensitivity: "base" });

  function compare(one, other) {
    const [mine, its] = [one.dataset.number, other.dataset.number];
    if (mine !== undefined && its !== undefined) return Number(mine) - Number(its);
    return names.compare(one.dataset.moment ?? one.textContent, other.dataset.moment ?? other.textContent);
  }

  function lacks(cell) {
    return cell.classList.contains("mg-num") ? cell.dataset.number === undefined : !cell.textContent.trim();
  }

  function sort(head) {
    const place = head.cellIndex, body = head.closest("table").tBodies[0], rows = [...body.rows];
    rows.forEach((row, at) => { row.dataset.at ??= at; }); // as the table came: a third press goes back to it
    const falls = head.classList.contains("mg-num") || rows.some((row) => row.cells[place].dataset.moment);
    const turns = falls ? ["descending", "ascending", ""] : ["ascending", "descending", ""];
    const next = turns[(turns.indexOf(head.getAttribute("aria-sort") ?? "") + 1) % turns.length];
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    if (next) head.setAttribute("aria-sort", next);
    const way = next === "descending" ? -1 : 1;
    rows.sort((one, other) => {
      const [mine, its] = [one.cells[place], other.cells[place]];
      const back = Number(one.dataset.at) - Number(other.dataset.at);
      if (!next) return back;
      if (lacks(mine) || lacks(its)) return (AWAY * (lacks(mine) - lacks(its))) || back;
      return way * compare(mine, its) || back;
    });
    body.append(...rows);
  }

  const WAYS = ["mg-tight", "mg-stacked"]; // each narrower than the one before
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const measured = new WeakMap(); // how wide the place of a table was when it was last made to fit

  function stack(table) {
    if (table.role) return;
    const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent);
    // What is no longer laid out as a table would no longer be read as one.
    for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, th, td")]) {
      part.role = ROLES[part.tagName] ?? (part.scope === "col" ? "columnheader" : "rowheader");
    }
    for (const row of table.tBodies[0].rows) {
      [...row.cells].forEach((cell, at) => {
        cell.dataset.head = heads[at];
        cell.classList.toggle("mg-none", cell.textContent.trim() === "–");
      });
    }
  }

  function fit(place) {
    const table = place.querySelector(".mg-table"), width = place.offsetWidth;
    if (!table || !place.checkVisibility() || measured.get(place) === width) return;
    measured.set(place, width);
    table.classList.remove(...WAYS);
    for (const way of WAYS) {
      if (place.scrollWidth <= place.clientWidth) return;
      table.classList.add(way);
      if (way === "mg-stacked") stack(table);
    }
  }

  const sizes = new ResizeObserver((found) => found.forEach((one) => fit(one.target)));

  function watch(root) {
    for (const place of root.querySelectorAll(".mg-scroll")) sizes.observe(place);
  }

  // The browser tells of sizes after it has drawn: too late for what is seen first.
  document.addEventListener("mg-shows", () => document.querySelectorAll(".mg-scroll").forEach(fit));
  document.addEventListener("DOMContentLoaded", () => {
    watch(document);
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) if (node instanceof Element) watch(node.parentElement ?? node);
      }
    }).observe(document.body, { subtree: true, childList: true });
    document.fonts.addEventListener("loadingdone", () => { // other letters, other widths
      for (const place of document.querySelectorAll(".mg-scroll")) { measured.delete(place); fit(place); }
    });
  });

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest(".mg-table thead button");
    if (button) sort(button.closest("th"));
  });
})();
