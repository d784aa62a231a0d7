// Shows what the sitting says and hands it what is asked; no rule of the game stands here. Python runs in this page.
"use strict";

const at = (id) => document.getElementById(id);
const about = JSON.parse(at("about").textContent);
const words = about.words;
const DIGITS = 9, LONGEST_LOG = 600;
let sitting = null, now = null, begun = performance.now();
const times = { marks: {}, acts: [] };

// ---- the files inside this file

async function unpacked(name) {
  const holder = at("file:" + name);
  const coded = atob(holder.textContent);
  holder.remove();
  const bytes = new Uint8Array(coded.length);
  for (let i = 0; i < coded.length; i++) bytes[i] = coded.charCodeAt(i);
  if (!about.packed.includes(name)) return bytes;
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

async function imported(name) {
  const address = URL.createObjectURL(new Blob([await unpacked(name)], { type: "text/javascript" }));
  try { return await import(address); } finally { URL.revokeObjectURL(address); }
}

// Pyodide asks for its parts by `fetch`; they are in this file, and nothing else is to be had.
function serve(files) {
  window.fetch = async (asked) => {
    const name = String(asked).split("/").pop();
    if (!(name in files)) throw new TypeError(name + " is not in this file");
    const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(files[name], { headers: { "Content-Type": type } });
  };
}

async function started() {
  mark("unpacking");
  const [wasm, library, program, lock] = await Promise.all(
    ["pyodide.asm.wasm", "python_stdlib.zip", "program.zip", "pyodide-lock.json"].map(unpacked));
  serve({ "pyodide.asm.wasm": wasm, "python_stdlib.zip": library });
  const { loadPyodide } = await imported("pyodide.mjs");
  const { default: createPyodideModule } = await imported("pyodide.asm.mjs");
  mark("python");
  const python = await loadPyodide({
    indexURL: about.folder, createPyodideModule, lockFileContents: new TextDecoder().decode(lock),
    stdin: () => null, stdout: () => {}, stderr: (line) => console.warn(line), env: { HOME: "/home", JANGMADANG_HOME: "/home" },
  });
  mark("program");
  python.unpackArchive(program, "zip", { extractDir: about.folder });
  python.pyimport("sys").path.insert(0, about.folder);
  const { Sitting } = python.pyimport("game.page.sitting");
  mark("chapter");
  await new Promise((resolve) => setTimeout(resolve));
  const made = Sitting(about.story, about.language, keep);
  mark("");
  return made;
}

function mark(step) {
  at("progress").textContent = step ? words["at_" + step] : "";
  times.marks[step || "ready"] = Math.round(performance.now() - begun);
}

// ---- what the browser keeps

function kept() {
  try { return localStorage.getItem(about.key) || ""; } catch { return ""; }
}

function keep(text) {
  try { localStorage.setItem(about.key, text); } catch { return words.not_kept; }
  return "";
}

function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// ---- showing

function say(sentence) {
  at("trouble").textContent = sentence;
  at("trouble").hidden = !sentence;
}

function line(sort, text) {
  const made = document.createElement(sort === "heading" ? "h2" : "p");
  made.className = sort;
  made.textContent = text;
  return made;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function choice(option, index) {
  const made = button("", () => ask(option.id));
  const number = document.createElement("span");
  number.className = "number";
  number.textContent = index + 1 + ".";
  made.append(number, option.say);
  for (const text of [option.aside, option.barred].filter(Boolean)) {
    made.append(Object.assign(document.createElement("small"), { textContent: text }));
  }
  made.disabled = Boolean(option.barred);
  return made;
}

function show(json) {
  const answer = JSON.parse(json);
  if (answer.refused) return say(answer.refused);
  now = answer;
  const told = at("told"), made = now.said.map(([sort, text]) => line(sort, text));
  told.append(...made);
  while (told.childElementCount > LONGEST_LOG) told.firstElementChild.remove();
  at("heading").textContent = now.heading;
  at("debts").textContent = now.debts;
  at("choices").replaceChildren(...now.options.map(choice));
  at("commands").replaceChildren(...now.commands.map(([name, text]) => button(text, () => ask(name))));
  compose();
  at("end").hidden = !now.ended;
  at("cover").hidden = true;
  at("game").hidden = false;
  say(now.trouble);
  (made[0] || at("board")).scrollIntoView({ block: "start" });
}

// What can be picked where something is dealt, planned or travelled: lines one could type.
function compose() {
  const groups = new Map();
  const before = at("what").value;
  for (const [group, typed, says] of now.lines) {
    if (!groups.has(group)) groups.set(group, Object.assign(document.createElement("optgroup"), { label: group }));
    groups.get(group).append(new Option(says, typed));
  }
  at("what").replaceChildren(...groups.values());
  at("compose").hidden = !now.lines.length;
  if (now.lines.some(([, typed]) => typed === before)) at("what").value = before;
  wanted();
}

function wanted() {
  const [, , , wants] = now.lines.find(([, typed]) => typed === at("what").value) || [];
  at("amount").placeholder = wants || "";
  at("amount").hidden = !wants;
}

// ---- asking

// Whatever goes wrong in Python that is no refusal is a mistake of the program: said in a sentence, the play kept.
function guarded(act) {
  try {
    say("");
    return act();
  } catch (error) {
    console.warn(error);
    say(words.wrong);
    at("trouble").scrollIntoView({ block: "center" });
    return null;
  }
}

function ask(text) {
  if (!text.trim()) return;
  guarded(() => {
    const from = performance.now();
    const answer = sitting.hear(text);
    times.acts.push(Math.round(performance.now() - from));
    show(answer);
    at("heading").focus({ preventScroll: true });
  });
}

function begin(start) {
  guarded(() => {
    const answer = start();
    at("told").replaceChildren();
    at("debrief").hidden = true;
    show(answer);
    at("heading").focus({ preventScroll: true });
  });
}

function cover() {
  const { title, note } = JSON.parse(sitting.cover());
  at("title").textContent = title;
  at("note").replaceChildren(...note.map((text) => line("", text)));
  offer(kept());
  at("game").hidden = true;
  at("cover").hidden = false;
  at("title").focus();
}

function offer(text) {
  const held = text ? guarded(() => JSON.parse(sitting.held(text))) : null;
  at("found").hidden = !held;
  if (!held) return;
  at("held").textContent = (held.sound ? words.held : words.unfit) + " " + held.says.join(" ");
  at("go_on").hidden = !held.sound;
  at("go_on").onclick = () => begin(() => sitting.go_on(text));
}

function look() {
  guarded(() => {
    const page = new DOMParser().parseFromString(sitting.debrief(), "text/html");
    at("debrief").replaceChildren(...page.body.childNodes);
    at("debrief").hidden = false;
    at("debrief").scrollIntoView();
    at("debrief").focus({ preventScroll: true });
  });
}

at("begin").addEventListener("click", () => {
  if (!kept() || confirm(words.sure)) begin(() => sitting.begin(at("seed").value.trim()));
});
at("upload").addEventListener("change", async (event) => {
  const file = event.target.files[0];
  if (file) offer(await file.text());
});
at("what").addEventListener("change", wanted);
at("compose").addEventListener("submit", (event) => {
  event.preventDefault();
  const amount = at("amount").hidden ? "" : at("amount").value.trim();
  if (!at("amount").hidden && !amount) return at("amount").focus();
  at("amount").value = "";
  ask(at("what").value.replace("…", amount));
});
at("typed").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = at("line").value;
  at("line").value = "";
  ask(text);
});
at("download").addEventListener("click", () =>
  guarded(() => download(now.file, "application/json", sitting.journal())));
at("anew").addEventListener("click", cover);
at("look").addEventListener("click", look);
at("save_debrief").addEventListener("click", () =>
  guarded(() => download(now.file.replace(/json$/, "html"), "text/html", sitting.debrief())));
document.addEventListener("keydown", (event) => {
  if (at("game").hidden || event.ctrlKey || event.altKey || event.metaKey || ["INPUT", "SELECT"].includes(event.target.tagName)) return;
  const number = Number(event.key);
  if (Number.isInteger(number) && number >= 1 && number <= DIGITS) {
    const option = now && now.options[number - 1];
    if (option && !option.barred) ask(option.id);
  }
});
window.addEventListener("storage", (event) => {
  if (event.key === about.key && !at("game").hidden) say(words.twice);
});

(async () => {
  at("licence_text").textContent = new TextDecoder().decode(await unpacked("licences.txt"));
  sitting = await started();
  const seed = new URLSearchParams(location.hash.slice(1)).get("seed") || about.seed;
  at("seed").value = seed;
  cover();
})().catch((error) => {
  console.warn(error);
  at("progress").textContent = "";
  const old = typeof WebAssembly === "undefined" || typeof DecompressionStream === "undefined";
  say(old ? words.old : words.no_start);
});
