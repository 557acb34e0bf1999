// A table is sorted where it stands: by number, by moment or by name. What has no number stays at the end.
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

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest(".mg-table thead button");
    if (button) sort(button.closest("th"));
  });
})();
