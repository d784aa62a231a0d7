// The page of a seat: fits the letters to the window, gives the terminal the focus, and comes back when cut off.
"use strict";
(() => {
  const keys = { up: "\x1b[A", down: "\x1b[B", enter: "\r", escape: "\x1b", question: "?" };
  const Native = window.WebSocket;
  let socket = null;
  let waited = 1000;
  let letters = false;
  let opened = false;

  function cut(code) {
    const why = document.getElementById("why");
    const box = document.getElementById("cut");
    const said = JSON.parse(box.dataset.said);
    box.hidden = false;
    if (code === 4001) { why.textContent = said.elsewhere; return; }
    if (code === 4003) why.textContent = said.full;
    const look = async () => {
      try {
        const found = await (await fetch("/alive", { cache: "no-store" })).json();
        if (!found.seat) { location.href = "/"; return; }
        if (found.trouble) { why.textContent = `${found.trouble} ${said.tell}`; return; }
        // The server answers and yet no socket opened, three times in a row: the network lets none through.
        const tried = opened ? 0 : Number(sessionStorage.getItem("tried")) + 1;
        sessionStorage.setItem("tried", String(tried));
        if (tried >= 3) { sessionStorage.removeItem("tried"); location.replace("/plain?blocked"); return; }
        location.reload();
      } catch { waited = Math.min(waited * 1.5, 10000); setTimeout(look, waited); }
    };
    setTimeout(look, waited + Math.random() * 1000);
  }

  window.WebSocket = class extends Native {
    constructor(...args) {
      super(...args);
      socket = this;
      this.addEventListener("close", (event) => cut(event.code));
      this.addEventListener("open", () => { opened = true; sessionStorage.removeItem("tried"); focus(); });
    }
  };

  function focus() {
    const field = document.querySelector(".xterm-helper-textarea");
    if (!field) return;
    // On a phone the keyboard would cover the game; it comes when it is asked for.
    field.inputMode = document.body.classList.contains("touch") && !letters ? "none" : "text";
    field.focus();
  }

  function size() {
    const kept = Number(localStorage.getItem("letters"));
    if (kept >= 6 && kept <= 32) return kept;
    // 80 columns and 24 rows are to be in sight; a letter is 0.6 of its size wide.
    const room = Math.min(window.innerWidth / 81 / 0.602, window.innerHeight / 25 / 1.22);
    return Math.max(7, Math.min(18, Math.floor(room)));
  }

  document.addEventListener("DOMContentLoaded", async () => {
    const terminal = document.getElementById("terminal");
    terminal.dataset.sessionWebsocketUrl = location.origin.replace(/^http/, "ws") + "/ws";
    terminal.dataset.fontSize = String(size());
    if (matchMedia("(pointer: coarse)").matches) document.body.classList.add("touch");
    // Letters are fitted to the window when the page opens: a phone that is turned opens it anew.
    if (screen.orientation) screen.orientation.addEventListener("change", () => location.reload());
    document.getElementById("again").onclick = () => location.reload();
    for (const button of document.querySelectorAll("#keys button[data-key]")) {
      button.onclick = () => {
        const key = button.dataset.key;
        if (socket && socket.readyState === 1) socket.send(JSON.stringify(["stdin", keys[key] || key]));
        focus();
      };
    }
    document.getElementById("letters").onclick = () => { letters = !letters; document.activeElement.blur(); focus(); };
    const resize = (by) => { localStorage.setItem("letters", String(Math.max(6, Math.min(32, size() + by)))); location.reload(); };
    document.getElementById("smaller").onclick = () => resize(-1);
    document.getElementById("larger").onclick = () => resize(1);
    document.addEventListener("click", (event) => { if (event.target.closest("#terminal")) focus(); });
    try { await document.fonts.load('16px "Roboto Mono"'); } catch { /* another font will do */ }
  });
})();
