// What the page says when the dashboard does not answer: in Dutch, with what to do, until it answers again.
(() => {
  "use strict";
  const PATIENCE = 10; // seconds without an answer before the page says so
  const WITHIN = 1000; // milliseconds in which pages that lost their process ask for a run
  const READING = 20000; // milliseconds that a message about a file stays
  const SHORTLY = "Zodra het weer lukt, gaat deze pagina vanzelf verder.";
  const GONE = ["Het dashboard antwoordt niet.",
    "Controleer of je internet werkt. Werkt dat, dan staat het dashboard even stil: wacht een paar minuten."];
  const SEEN = "De cijfers op deze pagina kun je blijven lezen. Kiezen en downloaden lukt nu niet.";
  const REFUSED = ["Je netwerk houdt de verbinding met het dashboard tegen.",
    "Probeer een ander netwerk, of zet een VPN uit. Op het netwerk van je werk: vraag de ICT-afdeling om voor " +
    `${location.host} ‘WebSocket’ toe te staan.`];
  const LOGGED_OUT = ["Je bent uitgelogd.", "Laad de pagina opnieuw om weer in te loggen."];
  const UNMADE = "Dit bestand kan nu niet worden gemaakt. Probeer het later opnieuw, of kies een ander soort bestand.";
  const notice = document.createElement("div");
  notice.id = "mg-notice";
  notice.className = "mg-notice";
  notice.setAttribute("role", "alert");
  let waited = 0;
  let answered = false; // this page, before
  let broken = false;
  let saying = "";

  function app() { return document.querySelector('[data-testid="stApp"]'); }

  // Connected, and the page has begun to come: a connection on which nothing comes is none for the reader.
  function answers() {
    const state = app()?.getAttribute("data-test-connection-state");
    return state === "CONNECTED" && app().getAttribute("data-test-script-state") !== "initial";
  }

  async function serverIsThere() {
    try { return (await fetch("/_stcore/health", { cache: "no-store", signal: AbortSignal.timeout(5000) })).ok; } catch { return false; }
  }

  async function isLoggedOut() {
    try { return [401, 403].includes((await fetch(location.pathname, { method: "HEAD", cache: "no-store" })).status); } catch { return false; }
  }

  function say([what, todo], more = "") {
    const text = [what, todo, more, SHORTLY].filter(Boolean).join(" ");
    if (text === saying) return;
    saying = text;
    const strong = document.createElement("strong");
    strong.textContent = what;
    notice.replaceChildren(strong, ` ${[todo, more, SHORTLY].filter(Boolean).join(" ")}`);
    document.body.append(notice);
  }

  async function look() {
    if (answers()) {
      waited = 0;
      saying = "";
      notice.remove();
      return;
    }
    waited += 1;
    if (waited < PATIENCE) return;
    const there = await serverIsThere();
    if (answers()) return;
    if (there && !app()) location.reload(); // the program of the page itself never came
    else if (there && await isLoggedOut()) say(LOGGED_OUT);
    else say(there ? REFUSED : GONE, document.querySelector(".mg-title, .mg-stage") ? SEEN : "");
  }

  // After a break another process may answer, which never ran this page: it would know none of its files. The platform
  // asks for no run then, so this presses its key for one.
  function follow() {
    const now = app()?.getAttribute("data-test-connection-state");
    if (now === "CONNECTED" && broken) setTimeout(rerun, WITHIN * Math.random()); // not everybody at once
    if (now) broken = now !== "CONNECTED" && (broken || answered);
    answered ||= now === "CONNECTED";
  }

  function rerun() {
    for (const kind of ["keydown", "keyup"]) {
      document.dispatchEvent(new KeyboardEvent(kind, { key: "r", code: "KeyR", keyCode: 82, bubbles: true }));
    }
  }

  // The platform shows for five seconds that a file failed, inside a list that may be closed.
  function failed() {
    const unmade = document.createElement("div");
    unmade.className = "mg-notice";
    unmade.setAttribute("role", "alert");
    unmade.textContent = UNMADE;
    document.querySelectorAll(".mg-notice:not(#mg-notice)").forEach((older) => older.remove());
    document.body.append(unmade);
    setTimeout(() => unmade.remove(), READING);
  }

  // A file is fetched before it is saved: a browser would save what says that it failed.
  async function take(link) {
    link.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) throw new Error(answer.status);
      const file = document.createElement("a");
      file.href = URL.createObjectURL(await answer.blob());
      file.download = link.download;
      file.click();
      setTimeout(() => URL.revokeObjectURL(file.href), READING);
    } catch {
      failed();
    } finally {
      link.removeAttribute("aria-busy");
    }
  }

  function clicked(event) {
    const link = event.target.closest?.("a.mg-file");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!link.hasAttribute("aria-busy")) take(link);
  }

  // The dialog of the platform about the connection: it comes too soon, speaks of other things, and covers the figures.
  function changed() {
    for (const dialog of document.querySelectorAll('[role="dialog"]')) {
      if (/^\s*(Connection error|Geen verbinding)/.test(dialog.textContent)) dialog.querySelector("button")?.click();
    }
    for (const error of document.querySelectorAll('[data-testid="stDownloadButtonError"]')) {
      if (error.textContent === UNMADE) continue;
      error.textContent = UNMADE;
      failed();
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    setInterval(look, 1000);
    document.addEventListener("click", clicked);
    new MutationObserver(changed).observe(document.body, { subtree: true, childList: true });
    new MutationObserver(follow).observe(document.body, {
      subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-connection-state"],
    });
  });
})();
