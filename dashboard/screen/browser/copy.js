// The button beside a text to copy, see dashboard/screen/copying.py.
document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element && event.target.closest(".mg-copy button");
  if (!button) return;
  const box = button.closest(".mg-copy");
  const field = box.querySelector("textarea");
  let done = false;
  try { await navigator.clipboard.writeText(field.value); done = true; } catch { done = false; }
  if (!done) { field.focus(); field.select(); done = document.execCommand("copy"); }
  box.querySelector("[role=status]").textContent = done ? "Gekopieerd" : "Selecteer de tekst en kopieer met Ctrl+C";
});
