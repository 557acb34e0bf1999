// A picture is printed on one sheet, and one that is longer than that would be cut through its words. So what is longer
// is printed in strips, and a sheet ends between two of them: never in a row, and never below a heading.
(() => {
  "use strict";
  const SHEET = 880; // pixels of the screen that fit on a sheet, see print.css
  const ROW = 60; // pixels of height below which a field is a bar, and not a band behind the rows
  const SVG = "http://www.w3.org/2000/svg";

  // From where to where words, signs and bars reach; what overlaps is one row. One without a bar heads the next.
  function rowsOf(svg) {
    const top = svg.getBoundingClientRect().top, rows = [];
    const parts = [...svg.querySelectorAll("g:is(.mark-text, .mark-rect, .mark-symbol) > :is(text, path)")].map((part) => {
      const box = part.getBoundingClientRect();
      return { from: box.top - top, to: box.bottom - top, heads: !part.closest(".mark-rect") };
    });
    for (const part of parts.filter(({ from, to }) => to - from < ROW).sort((one, other) => one.from - other.from)) {
      const last = rows.at(-1);
      if (!last || part.from >= last.to) rows.push({ ...part });
      else Object.assign(last, { to: Math.max(last.to, part.to), heads: last.heads && part.heads });
    }
    return rows;
  }

  function strip(svg, from, to, goesOn) {
    const part = document.createElementNS(SVG, "svg"), drawn = document.createElementNS(SVG, "use");
    drawn.setAttribute("href", `#${svg.firstElementChild.id}`);
    part.setAttribute("viewBox", `0 ${from} ${svg.clientWidth} ${to - from}`);
    part.setAttribute("width", svg.clientWidth);
    part.setAttribute("height", to - from);
    part.classList.toggle("mg-goes-on", goesOn);
    part.append(drawn);
    return part;
  }

  function cut(svg, place) {
    const rows = rowsOf(svg), strips = document.createElement("div");
    svg.firstElementChild.id ||= `mg-long-${place}`;
    const ends = rows.map((row, at) => (at + 1 < rows.length ? (row.to + rows[at + 1].from) / 2 : svg.clientHeight));
    strips.className = "mg-strips";
    strips.append(...rows.map((row, at) => strip(svg, ends[at - 1] ?? 0, ends[at], row.heads)));
    svg.parentElement.classList.add("mg-cut");
    svg.after(strips);
  }

  addEventListener("beforeprint", () => {
    const long = [...document.querySelectorAll(".stMain svg.marks")].filter((svg) => svg.clientHeight > SHEET);
    long.forEach(cut);
  });
  addEventListener("afterprint", () => {
    for (const strips of document.querySelectorAll(".mg-strips")) strips.remove();
    for (const chart of document.querySelectorAll(".mg-cut")) chart.classList.remove("mg-cut");
  });
})();
