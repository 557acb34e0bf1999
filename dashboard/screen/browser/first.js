// What the page opens with, before Streamlit is there: the server makes it of the same parts (first_view.py). It stands in
// a closed tree of its own, so that nothing takes it for the page, and it goes when the page shows.
(() => {
  "use strict";
  const PAGES = new Set(__PAGES__);
  const root = document.documentElement;
  const name = decodeURIComponent(location.pathname.slice(1));
  if (!PAGES.has(name) || location.hash) return; // who asks for a place in a page wants to see that

  const host = document.createElement("div");
  host.id = "mg-first";
  host.setAttribute("aria-hidden", "true"); // the page itself is read aloud, once
  const tree = host.attachShadow({ mode: "closed" });
  const has = (name) => root.classList.contains(name);
  // A page that comes slowly shows what it has, see frame.js; it may have nothing yet, or a message instead.
  const isThere = () => has("mg-ready") || (has("mg-late") && document.querySelector('.mg-title, [data-testid="stAlert"]'));

  function show(html) {
    if (!html.startsWith('<div class="mg-first"') || isThere()) return;
    const font = document.querySelector('link[as="font"][href*="Upright"]');
    if (font) document.fonts.add(new FontFace("Source Sans", `url("${font.href}")`, { weight: "200 900" }));
    tree.innerHTML = html;
    tree.prepend(document.getElementById("mg-look").cloneNode(true));
    document.body.append(host);
    const looking = setInterval(() => isThere() && leave(), 100);
    const leave = () => {
      clearInterval(looking);
      host.remove();
    };
    document.addEventListener("mg-shows", leave);
  }

  fetch(`/eerste-beeld/${name || "overzicht"}${location.search}`, { cache: "no-cache", headers: { Accept: "text/html" } })
    .then((answer) => (answer.ok && !answer.redirected ? answer.text() : ""))
    .then(show)
    .catch(() => {}); // then the page comes without it
})();
