// Plays a compiled ink story with inkjs: node play_inkjs.cjs INKJS STORY.json PLAYS; or compiles: ... INKJS --compile STORY.ink OUT.json
const fs = require("fs");
const { Story, Compiler } = require(process.argv[2]);
const json = (path) => fs.readFileSync(path, "utf-8").replace(/^\uFEFF/, "");
if (process.argv[3] === "--compile") {
  fs.writeFileSync(process.argv[5], new Compiler(json(process.argv[4])).Compile().ToJson());
  process.exit(0);
}
const plays = Number(process.argv[4]);
const story = new Story(json(process.argv[3]));
function play(counts) {
  story.ResetState();
  story.state.storySeed = Math.floor(Math.random() * 2147483647);
  let text = story.ContinueMaximally(), choices = 0;
  while (story.currentChoices.length) {
    const open = story.currentChoices, chosen = open[Math.floor(Math.random() * open.length)];
    const key = chosen.sourcePath;
    counts.set(key, (counts.get(key) || 0) + 1);
    story.ChooseChoiceIndex(chosen.index);
    text = story.ContinueMaximally();
    choices += 1;
  }
  return [choices, Number(/NET (-?\d+)/.exec(text)[1])];
}
for (let warm = 0; warm < 200; warm += 1) play(new Map());
const counts = new Map(), start = process.cpuUsage();
let choices = 0, net = 0;
for (let number = 0; number < plays; number += 1) {
  const [made, left] = play(counts);
  choices += made;
  net += left;
}
const used = process.cpuUsage(start);
console.log(JSON.stringify({ plays, choices, net, seconds: (used.user + used.system) / 1e6, reached: counts.size }));
