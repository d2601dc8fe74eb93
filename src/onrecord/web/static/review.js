// Review at the keyboard, and places by selecting text. Each of these has a form that works without this file.
const $ = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const { keys } = window.onrecord;

// -- keys: what has one is pressed; a panel is opened, and its first field is where one types -------------------------------
all("[data-key]").forEach((one) => keys.set(one.dataset.key, () => press(one)));
// j and k go through the queue here, never through the page; what has no button does nothing.
for (const key of ["j", "k"]) if ($("[data-at]") && !$(`[data-key="${key}"]`)) keys.set(key, () => {});

function press(one) {
  if (one.matches("summary")) {
    const panel = one.parentElement;
    panel.open = !panel.open;
    if (panel.open) {
      panel.scrollIntoView({ block: "nearest" });
      $("button[name], select, input:not([type=hidden]), textarea", panel)?.focus();
    } else one.focus();
  } else if (!one.disabled) one.click();
}

// A form is sent once, however often its key is pressed.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  else event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => all("form[data-sent]").forEach((one) => delete one.dataset.sent));

// -- places: half-open, in code points of the article's text; numbers between the words are ours, not the article's ----------
const points = (text) => [...text].length;

function offset(said, node, at) {
  const walker = document.createTreeWalker(said, NodeFilter.SHOW_TEXT, {
    acceptNode: (one) => one.parentElement.closest(".no") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  });
  const until = document.createRange();
  until.setStart(said, 0);
  until.setEnd(node, at);
  let count = 0;
  for (let one = walker.nextNode(); one; one = walker.nextNode()) {
    if (one === node) return count + points(one.data.slice(0, at));
    if (until.comparePoint(one, 0) > 0) break;
    count += points(one.data);
  }
  return count;
}

function chosen(sheet) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!sheet.contains(range.commonAncestorContainer)) return null;
  const found = all(".said", sheet).filter((one) => range.intersectsNode(one)).map((said) => {
    const start = said.contains(range.startContainer) ? offset(said, range.startContainer, range.startOffset) : 0;
    const end = said.contains(range.endContainer) ? offset(said, range.endContainer, range.endOffset) : offset(said, said, said.childNodes.length);
    const words = [...text(said)];
    let [from, to] = [start, end];
    while (from < to && /\s/.test(words[from])) from += 1;
    while (from < to && /\s/.test(words[to - 1])) to -= 1;
    const base = Number(said.dataset.start);
    return { from: base + from, to: base + to, words: words.slice(from, to).join("") };
  }).filter((one) => one.to > one.from);
  return found.length ? found : null;
}

function text(said) {
  const copy = said.cloneNode(true);
  all(".no", copy).forEach((one) => one.remove());
  return copy.textContent;
}

const sheet = $("[data-select]");
const picked = $("[data-picked]");
let last = null;
if (sheet && picked) {
  const hint = $("[data-hint]");
  if (hint) hint.hidden = false;
  document.addEventListener("selectionchange", () => {
    const found = chosen(sheet);
    if (!found) return;
    last = found;
    picked.hidden = false;
    const words = found.map((one) => one.words).join(" … ");
    $("[data-words]", picked).textContent = words.length > 90 ? `${words.slice(0, 60)} … ${words.slice(-25)}` : words;
  });
  all("[data-as]", picked).forEach((one) => one.addEventListener("click", () => {
    if (!last) return;
    const places = last.map((found) => `${found.from}-${found.to}`).join(", ");
    const form = document.getElementById(picked.dataset.picked);
    if (form) {  // fields of another form are filled in: a statement that was missed has more than one place
      form.closest("details").open = true;
      form.elements[`quoted.${one.dataset.as}`].value = last.map((found) => found.words).join(" … ");
      form.elements[`places.${one.dataset.as}`].value = places;
      one.setAttribute("aria-pressed", "true");
      return;
    }
    const field = $("[data-places]", picked);
    field.name = `places.${one.dataset.as}`;
    field.value = places;
    picked.requestSubmit();
  }));
}

window.onrecord.chosen = chosen;
