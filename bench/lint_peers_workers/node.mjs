// Lints one text, or every text of a folder, with a Node linter; prints the CPU seconds it took.
import fs from "node:fs";
import path from "node:path";

const [name, where] = process.argv.slice(2);

function texts() {
  if (fs.statSync(where).isFile()) return [fs.readFileSync(where, "utf8")];
  return fs
    .readdirSync(where, { recursive: true })
    .filter((file) => /\.(md|txt)$/.test(file))
    .sort()
    .map((file) => fs.readFileSync(path.join(where, file), "utf8"));
}

async function linter() {
  if (name === "write-good") {
    const { default: writeGood } = await import("write-good");
    return (text) => writeGood(text).length;
  }
  if (name === "alex") {
    const { markdown } = await import("alex");
    return (text) => markdown(text).messages.length;
  }
  const { unified } = await import("unified");
  let processor = unified();
  for (const part of [
    "retext-english", "retext-simplify", "retext-passive", "retext-equality", "retext-intensify",
    "retext-repeated-words", "retext-stringify",
  ]) {
    processor = processor.use((await import(part)).default);
  }
  const ready = processor.freeze();
  const { VFile } = await import("vfile");
  return (text) => {
    const file = new VFile(text);
    ready.processSync(file);
    return file.messages.length;
  };
}

const lint = await linter();
const all = texts();
lint("Some customers may see errors.");
const before = process.cpuUsage();
let findings = 0;
for (const text of all) findings += lint(text);
const spent = process.cpuUsage(before);
console.log(JSON.stringify({ cpu_s: (spent.user + spent.system) / 1e6, findings }));
