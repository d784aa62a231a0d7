// What this browser and this network can do.
"use strict";
(() => {
  const said = JSON.parse(document.getElementById("said").dataset.said);
  const say = (id, good, text) => {
    const cell = document.getElementById(id);
    cell.textContent = text;
    cell.className = good ? "good" : "bad";
  };
  const verdict = document.getElementById("verdict");
  say("scripts", true, said.on);
  // Of letters that can be read, 9 pixels high and 0.6 of that wide.
  const columns = Math.floor(window.innerWidth / 5.42);
  const fits = columns >= 80;
  say("size", fits, `${window.innerWidth} × ${window.innerHeight}` + (fits ? "" : `: ${said.narrow}`));
  document.cookie = "try=1; SameSite=Lax; max-age=5";
  const cookies = document.cookie.includes("try=1");
  say("cookies", cookies, cookies ? said.on : said.forgets);
  let done = false;
  const end = (works) => {
    if (done) return;
    done = true;
    say("socket", works, works ? said.works : said.blocked);
    verdict.textContent = !cookies ? said.allow : works ? said.will : said.not;
  };
  try {
    const socket = new WebSocket(location.origin.replace(/^http/, "ws") + "/check/ws");
    socket.onopen = () => socket.send("here");
    socket.onmessage = () => { end(true); socket.close(); };
    socket.onerror = () => end(false);
    setTimeout(() => end(false), 5000);
  } catch { end(false); }
})();
