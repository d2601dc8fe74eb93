// Everything works without this file. It adds keys, the tie between a text and its statements, and copying.
const $ = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

// -- keys ---------------------------------------------------------------------------------------------------------------
// Pages add their own: window.onrecord.keys.set("a", (event) => …).
const keys = new Map();
const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");
const statements = () => all("[data-statement]").filter((one) => one.offsetParent !== null);

function here() {
  const held = document.activeElement?.closest?.("[data-statement]");
  return held ?? $("[data-statement].here");
}

function go(one) {
  if (!one) return;
  all(".here").forEach((other) => other.classList.remove("here"));
  one.classList.add("here");
  one.focus({ preventScroll: true });
  one.scrollIntoView({ block: "nearest" });
  light(one.dataset.statement || one.id, one);
}

function step(by) {
  const list = statements();
  const at = list.indexOf(here());
  go(at < 0 ? list[by > 0 ? 0 : list.length - 1] : list[at + by]);
}

keys.set("j", () => step(1));
keys.set("k", () => step(-1));
keys.set("o", () => here()?.querySelector("[data-open]")?.click());
keys.set("/", () => { const box = $("[data-search]"); box?.focus(); box?.select(); });
keys.set("?", () => help());

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if ($("dialog[open]") && event.key !== "?") return;
  // On a Cyrillic layout the key under the finger counts, not the letter.
  const letter = /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
  const does = keys.get(event.key) ?? keys.get(letter);
  if (!does || event.repeat && letter !== "j" && letter !== "k") return;
  event.preventDefault();
  does(event);
});

function help() {
  const dialog = $("#keys");
  if (dialog.open) dialog.close(); else dialog.showModal();
}
const button = $("[data-help]");
if (button) { button.hidden = false; button.addEventListener("click", help); }

// -- a text and its statements ------------------------------------------------------------------------------------------
const marks = (id) => all(`[data-s="${CSS.escape(id)}"]`);

function light(id, from) {
  all(".lit").forEach((one) => one.classList.remove("lit"));
  if (!id) return;
  const places = marks(id);
  places.forEach((one) => one.classList.add("lit"));
  document.getElementById(id)?.classList.add("lit");
  const first = places[0];
  if (from && first && !from.contains(first)) first.scrollIntoView({ block: "nearest" });
}

const text = $("[data-text]");
if (text) {
  const id = (target) => target.closest?.("[data-s]")?.dataset.s ?? target.closest?.("[data-statement]")?.id;
  text.addEventListener("pointerover", (event) => light(id(event.target)));
  text.addEventListener("pointerleave", () => light(here()?.id));
  text.addEventListener("focusin", (event) => light(id(event.target)));
  text.addEventListener("click", (event) => {
    if (event.target.closest("a, summary, button") || String(getSelection())) return;
    const mark = event.target.closest("[data-s]");
    if (mark) go(document.getElementById(mark.dataset.s));
  });
}

// -- facets: on a small screen only those that are in use stay open ---------------------------------------------------------
if (matchMedia("(max-width: 60rem)").matches) all("details.facet:not([data-on])").forEach((one) => { one.open = false; });

// -- small things -------------------------------------------------------------------------------------------------------
all("[data-copy]").forEach((one) => {
  one.hidden = false;
  one.addEventListener("click", async () => {
    const from = document.getElementById(one.dataset.copy);
    await navigator.clipboard.writeText(from.value ?? from.textContent.trim());
    one.textContent = one.dataset.done;
  });
});

window.onrecord = { keys, go, step, light, here };
