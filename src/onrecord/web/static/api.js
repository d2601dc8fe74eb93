// Trying out the API on its own page: empty fields are not sent, for the API takes none. Without this file there is `curl`.
const $ = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const SHOWN = 50_000;

all("[data-scripted]").forEach((one) => { one.hidden = false; });
all("[data-try]").forEach((form) => form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(form);
}));

function address(form) {
  const id = $("[data-id]", form)?.value ?? "";
  const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
  const path = form.getAttribute("action").replace("{id}", encodeURIComponent(id));
  return pairs.length ? `${path}?${new URLSearchParams(pairs)}` : path;
}

async function ask(form) {
  const [method, url, body] = [form.dataset.try, address(form), $("[data-body]", form)?.value];
  const place = $("[data-answer]", form.parentElement);
  const button = $("button", form);
  place.hidden = false;
  button.disabled = true;
  $("[data-asked]", place).textContent = `${method} ${url}`;
  $("[data-status]", place).textContent = "…";
  $("[data-told]", place).textContent = "";
  const began = performance.now();
  try {
    const answer = await fetch(url, body === undefined ? { method } : { method, body, headers: { "Content-Type": "application/json" } });
    const text = await answer.text();
    const took = Math.round(performance.now() - began);
    $("[data-status]", place).textContent = `${answer.status} ${answer.statusText} · ${took} ms · ${text.length.toLocaleString("en")} characters`;
    $("[data-told]", place).textContent = shown(text);
  } catch (error) {
    $("[data-status]", place).textContent = String(error);
  } finally {
    button.disabled = false;
  }
}

function shown(text) {
  let told = text;
  try { told = JSON.stringify(JSON.parse(text), null, 2); } catch { /* it is shown as it came */ }
  return told.length > SHOWN ? `${told.slice(0, SHOWN)}\n…` : told;
}
