// What this browser and this network can do.
"use strict";
(() => {
  const say = (id, good, text) => {
    const cell = document.getElementById(id);
    cell.textContent = text;
    cell.className = good ? "good" : "bad";
  };
  const verdict = document.getElementById("verdict");
  say("scripts", true, "on");
  const columns = Math.floor(window.innerWidth / 4.3);
  const fits = columns >= 80;
  say("size", fits, `${window.innerWidth} × ${window.innerHeight}` + (fits ? "" : ": hold the phone sideways"));
  document.cookie = "try=1; SameSite=Lax; max-age=5";
  const cookies = document.cookie.includes("try=1");
  say("cookies", cookies, cookies ? "on" : "off: a seat cannot be remembered; allow them for this page");
  let done = false;
  const end = (works) => {
    if (done) return;
    done = true;
    say("socket", works, works ? "works" : "blocked by this network or browser");
    verdict.textContent = !cookies ? "Allow cookies for this page first."
      : works ? "It will work here." : "The terminal will not work here. Play without it: the same game, on ordinary pages (link on the welcome page once you have a seat).";
  };
  try {
    const socket = new WebSocket(location.origin.replace(/^http/, "ws") + "/check/ws");
    socket.onopen = () => socket.send("here");
    socket.onmessage = () => { end(true); socket.close(); };
    socket.onerror = () => end(false);
    setTimeout(() => end(false), 5000);
  } catch { end(false); }
})();
