"use strict";
// The desk works by forms alone; this keeps what is shown fresh and saves reloading the page.
const byId = (name) => document.getElementById(name);

function show(parts) {
  for (const [name, text] of Object.entries(parts)) {
    const part = byId(name);
    if (part) part.innerHTML = text;
  }
  document.body.classList.toggle("waiting", !!document.querySelector("#wall [data-waiting]"));
}

document.addEventListener("submit", async (event) => {
  const from = event.target;
  if (from.getAttribute("action") !== "/teacher/do") return;
  event.preventDefault();
  const sure = event.submitter && event.submitter.dataset.sure;
  if (sure && !window.confirm(sure)) return;
  const fields = new FormData(from);
  fields.set("what", event.submitter ? event.submitter.value : "");
  fields.set("by_script", "yes");
  const word = byId("word");
  try {
    const answer = await fetch("/teacher/do", { method: "POST", body: new URLSearchParams(fields) });
    const told = await answer.json();
    word.textContent = told.word;
    show(told.parts);
    if ("clear" in from.dataset && !told.word) from.reset();
  } catch {
    word.textContent = "The server does not answer. Look at the terminal where the class was started.";
  }
  word.hidden = !word.textContent;
});

const hide = byId("hide");
if (hide) hide.addEventListener("change", () => byId("seats").classList.toggle("hidden-names", hide.checked));

const wall = byId("wall");
show({});
const stream = new EventSource(wall ? wall.dataset.stream : "/teacher/stream");
stream.onmessage = (event) => {
  show(JSON.parse(event.data).parts);
  until = 0;
};
let until = 0;
setInterval(() => {
  const left = document.querySelector("[data-left]");
  if (!left) return;
  if (!until) until = Date.now() + 1000 * parseInt(left.textContent, 10);
  left.textContent = `${Math.max(0, Math.round((until - Date.now()) / 1000))} s`;
}, 1000);
