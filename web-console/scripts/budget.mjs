// Fails the build when the console's JavaScript outgrows its budget (gzipped kilobytes).
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET = { initial: 230, route: 60 };
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

const closure = (key, into = new Set()) => {
  if (!into.has(key)) {
    into.add(key);
    for (const next of manifest[key].imports ?? []) closure(next, into);
  }
  return into;
};
const kilobytes = (keys) =>
  [...keys]
    .map((key) => gzipSync(readFileSync(new URL(manifest[key].file, dist)), { level: 9 }).length)
    .reduce((sum, size) => sum + size, 0) / 1000;

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const initial = closure(entry);
const rows = [['initial', kilobytes(initial), BUDGET.initial]];
for (const key of Object.keys(manifest).filter((name) => manifest[name].isDynamicEntry)) {
  const extra = [...closure(key)].filter((part) => !initial.has(part));
  rows.push([key, kilobytes(extra), BUDGET.route]);
}
const over = rows.filter(([, size, budget]) => size > budget);
for (const [name, size, budget] of rows) {
  console.log(`${size.toFixed(1).padStart(7)} kB of ${budget}  ${name}`);
}
if (over.length > 0) {
  console.error(`Over the JavaScript budget: ${over.map(([name]) => name).join(', ')}`);
  process.exit(1);
}
