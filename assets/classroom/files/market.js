"use strict";
// The page works by forms alone; this only saves reloading it, tells an order's effect, and keeps what is shown fresh.
const PARTS = ["now", "mine", "orders", "book", "chart", "told"];
const byId = (name) => document.getElementById(name);
const form = byId("order");

// A button is not taken away from under a finger: what comes meanwhile is shown once it is lifted.
let held = false;
const waiting = {};
addEventListener("pointerdown", () => { held = true; });
for (const done of ["pointerup", "pointercancel", "blur"]) {
  addEventListener(done, () => {
    held = false;
    setTimeout(() => show({}), 50);
  });
}

function named(one) {
  return one && (one.getAttribute("aria-label") || one.dataset.price || one.value);
}

function show(parts) {
  Object.assign(waiting, parts);
  if (held) return;
  const focused = named(document.activeElement);
  for (const name of PARTS) {
    if (!(name in waiting)) continue;
    const part = byId(name);
    const inside = part.contains(document.activeElement);
    part.innerHTML = waiting[name];
    delete waiting[name];
    const again = inside && [...part.querySelectorAll("button")].find((one) => named(one) === focused);
    if (again) again.focus();
  }
  follow();
  byId("behind").hidden = !document.querySelector(".cap");
  for (const one of document.querySelectorAll(".price")) one.disabled = false;
  count();
}

// The price that stands in the form goes with the market until somebody has said one of their own, each day anew.
let said = byId("price").value !== document.querySelector("[data-last]").dataset.last;
let day = "";
function follow() {
  const bar = document.querySelector("[data-last]");
  form.hidden = "over" in bar.dataset;
  if (day && bar.dataset.day !== day) said = false;
  day = bar.dataset.day;
  const price = byId("price");
  if (!said && document.activeElement !== price) price.value = bar.dataset.last;
}

let until = 0;
function count() {
  const left = document.querySelector("[data-left]");
  until = left ? Date.now() + 1000 * Number(left.dataset.left) : 0;
}
setInterval(() => {
  const left = document.querySelector("[data-left]");
  if (left && until) left.textContent = `${Math.max(0, Math.round((until - Date.now()) / 1000))} s`;
}, 1000);

// ---- orders

let asked = 0;
async function effect() {
  const mine = ++asked;
  const wanted = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(`/market/effect?${wanted}`);
    const told = await answer.json();
    if (mine !== asked) return;
    byId("effect").textContent = told.said;
    byId("effect").classList.toggle("no", !told.may);
  } catch {
    // The page says by itself that the connection is gone.
  }
}
let soon = 0;
function later() {
  clearTimeout(soon);
  soon = setTimeout(effect, 200);
}

async function send(fields, buttons) {
  for (const one of buttons) one.disabled = true;
  try {
    fields.set("by_script", "yes");
    const answer = await fetch("/market", { method: "POST", body: new URLSearchParams(fields) });
    const told = await answer.json();
    byId("word").textContent = told.word;
    byId("word").hidden = !told.word;
    show(told.parts);
    byId("at").value = told.placed;
    later();
  } catch {
    byId("word").textContent = "This did not arrive. Look at your orders before you send it again.";
    byId("word").hidden = false;
  }
  for (const one of buttons) one.disabled = false;
}

document.addEventListener("submit", (event) => {
  const from = event.target;
  if (from !== form && !from.classList.contains("deed")) return;
  event.preventDefault();
  const fields = new FormData(from);
  fields.set("what", event.submitter ? event.submitter.value : "order");
  send(fields, from.querySelectorAll("button"));
});

document.addEventListener("click", (event) => {
  const step = event.target.closest("[data-step]");
  const price = event.target.closest(".price");
  if (step) {
    const field = byId(step.dataset.step);
    const by = Number(step.dataset.by);
    said = said || step.dataset.step === "price";
    field.value = Math.max(Math.abs(by), (parseInt(field.value, 10) || 0) + by);
    later();
  } else if (price) {
    form.querySelector(`[name=side][value=${price.dataset.side}]`).checked = true;
    byId("price").value = price.dataset.price;
    said = true;
    later();
  }
});
form.addEventListener("input", (event) => {
  said = said || event.target === byId("price");
  later();
});

// ---- what is new

for (const one of document.querySelectorAll(".step button")) one.hidden = false;
byId("look").hidden = true;
for (const one of document.querySelectorAll(".price")) one.disabled = false;
count();
effect();
const stream = new EventSource("/market/stream");
stream.onmessage = (event) => {
  byId("away").hidden = true;
  const told = JSON.parse(event.data);
  if ("placed" in told) byId("at").value = told.placed;
  show(told.parts);
  if (Object.keys(told.parts).some((name) => name !== "chart")) later();
};
stream.onerror = () => {
  byId("away").hidden = false;
};
