// The teacher's pages: the live table, the bars, and the words of the class; all text is put in as text.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const made = (tag, text, kind) => {
    const one = document.createElement(tag);
    if (text !== undefined) one.textContent = text;
    if (kind) one.className = kind;
    return one;
  };
  // In the language of the class; what stands in braces is put in here.
  const said = JSON.parse($("said").dataset.said);
  const say = (what, values) => said[what].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  let news = null;
  let by = { key: "number", up: true };

  const ago = (s) => s < 0 ? "" : s < 60 ? say("seconds", { n: s }) : s < 3600 ? say("minutes", { n: Math.floor(s / 60) }) : say("hours", { n: Math.floor(s / 3600) });

  function pick(r) {
    const cell = made("td"), button = made("button", said.lead, "second");
    button.type = "button";
    button.title = said.move;
    button.onclick = () => { $("seat").value = r.number; $("lead").scrollIntoView({ behavior: "smooth", block: "center" }); $("to_day").focus(); };
    cell.append(button);
    return cell;
  }

  function table() {
    const body = document.querySelector("#seats tbody");
    const wanted = $("filter").value.trim().toLowerCase();
    const hidden = $("hide").checked;
    const rows = news.rows.filter((r) => !wanted || [r.nickname, r.scene, said[r.presence], r.deed, r.health, r.stuck ? said.stuck : ""].join(" ").toLowerCase().includes(wanted));
    rows.sort((a, b) => (a[by.key] > b[by.key] ? 1 : a[by.key] < b[by.key] ? -1 : a.number - b.number) * (by.up ? 1 : -1));
    body.replaceChildren(...rows.map((r) => {
      const row = made("tr", undefined, r.stuck ? "stuck" : r.presence.replace(" ", "-"));
      const there = made("td");
      there.append(made("span", undefined, "dot"), r.hand ? say("played", { policy: r.hand }) : r.stuck ? said.stuck : said[r.presence] || r.presence);
      row.append(made("td", r.number), made("td", (hidden ? "···" : r.nickname) + (r.pair ? said.two : "")), there, made("td", r.scene), made("td", r.day || "", "n"),
        made("td", r.worth, "n"), made("td", r.debts, "n"), made("td", r.health), made("td", r.deed), made("td", ago(r.idle), "n"), made("td", r.actions, "n"), pick(r));
      row.children[8].title = r.deed;
      return row;
    }));
    for (const head of document.querySelectorAll("#seats th")) head.classList.toggle("by", head.dataset.key === by.key);
  }

  function bars(one) {
    const block = made("div", undefined, "choice");
    block.append(made("h3", say("chose", { title: one.title, n: one.seats, taken: news.taken })));
    for (const [words, count] of one.chosen) {
      const line = made("div", undefined, "line");
      const bar = made("progress");
      bar.max = one.seats;
      bar.value = count;
      bar.setAttribute("aria-label", words);
      line.append(made("span", words), bar, made("span", count));
      block.append(line);
    }
    return block;
  }

  function show() {
    const state = $("state");
    state.textContent = said[news.state];
    state.className = `state ${news.state}`;
    document.body.classList.toggle("waiting", news.state === "waiting");
    document.body.classList.toggle("stopped", news.state === "stopped");
    const here = news.rows.filter((r) => r.presence === "here").length;
    const ended = news.rows.filter((r) => r.presence === "ended").length;
    $("count").textContent = say(news.state === "waiting" ? "came" : "count", { taken: news.taken, seats: news.seats, here, ended });
    for (const button of document.querySelectorAll("[data-for]")) button.hidden = !button.dataset.for.split(" ").includes(news.state);
    if ($("seats")) {
      table();
      for (const day of document.querySelectorAll(".day")) {
        if (!day.value || Number(day.value) < news.earliest) day.value = news.earliest;
        day.min = news.earliest;
      }
      if (!$("to_day").value) $("to_day").value = Math.max(2, news.earliest - 1);
      $("pulled").replaceChildren(...news.pulled.map(([name, day]) => made("li", say("pulled", { name, day }))));
      $("decisions").replaceChildren(...(news.decisions.length ? news.decisions.slice(0, 12).map(bars) : [made("p", said.nothing, "quiet")]));
      const chosen = $("to").value;
      if ($("to").options.length !== news.rows.length + 1) {
        $("to").replaceChildren(new Option(said.everybody, ""), ...news.rows.map((r) => new Option(`${r.number} ${r.nickname}`, r.number)));
        $("to").value = chosen;
        const led = $("seat").value;
        $("seat").replaceChildren(...news.rows.map((r) => new Option(`${r.number} ${r.nickname}`, r.number)));
        if (led) $("seat").value = led;
        $("words").replaceChildren(...news.rows.map((r) => made("p", `${r.nickname}: ${r.word}`)));
      }
    }
    if ($("which")) {
      const chosen = $("which").value;
      $("which").replaceChildren(...news.decisions.map((d) => new Option(d.title, d.scene)));
      if (news.decisions.some((d) => d.scene === chosen)) $("which").value = chosen;
      const one = news.decisions.find((d) => d.scene === $("which").value);
      $("decision").replaceChildren(one ? bars(one) : made("p", said.undecided, "quiet"));
    }
  }

  const stream = new EventSource("/teacher/stream");
  stream.onmessage = (event) => { news = JSON.parse(event.data); show(); };
  stream.onerror = () => { $("state").textContent = said.cut; };
  for (const head of document.querySelectorAll("#seats th")) {
    head.onclick = () => { by = { key: head.dataset.key, up: by.key === head.dataset.key ? !by.up : true }; if (news) table(); };
  }
  if ($("filter")) { $("filter").oninput = () => news && table(); $("hide").onchange = () => news && table(); }
  if ($("which")) $("which").onchange = () => news && show();
  if ($("stop")) $("stop").onclick = (event) => { if (!confirm(said.sure)) event.preventDefault(); };
  if ($("say")) {
    $("say").onsubmit = async (event) => {
      event.preventDefault();
      await fetch("/teacher/do", { method: "POST", body: new URLSearchParams(new FormData($("say"))), redirect: "manual" });
      $("sent").textContent = say("sent", { text: $("text").value });
      $("text").value = "";
    };
  }
})();
