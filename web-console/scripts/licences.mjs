// Fails when a package of the console's production dependencies has no allowed licence (docs/adr/0008-allowed-licences.md),
// and writes their names, licences and licence texts to target/licences/THIRD-PARTY-console.txt for the console's jar.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
]);
/** Packages whose package.json forgets the licence that their readme states, at the version that was looked at. */
const STATED = { 'combine-errors@3.0.3': 'MIT' };

const root = new URL('../', import.meta.url);
const lock = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8'));

/** An SPDX expression of names, OR, AND and one pair of parentheses; anything else is not allowed. */
function allowed(expression) {
  const plain = /^\(([^()]*)\)$/.exec(expression)?.[1] ?? expression;
  return plain
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((name) => ALLOWED.has(name.trim())));
}

function read(path) {
  const folder = new URL(`${path}/`, root);
  const { name, version, license } = JSON.parse(readFileSync(new URL('package.json', folder)));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)([.-]|$)/i.test(file))
    .map((file) => readFileSync(new URL(file, folder), 'utf8').trim());
  const licence = STATED[`${name}@${version}`] ?? license;
  return { title: `${name} ${version}`, licence: String(licence ?? 'unknown'), texts };
}

const packages = Object.entries(lock.packages)
  .filter(([path, entry]) => path !== '' && !entry.dev)
  .filter(
    ([path, entry]) => !(entry.optional || entry.devOptional) || existsSync(new URL(path, root)),
  )
  .map(([path]) => read(path));
const refused = packages.filter(({ licence }) => !allowed(licence));
for (const { title, licence } of refused)
  console.error(`Licence not allowed: ${title}: ${licence}`);
if (packages.length === 0 || refused.length > 0) process.exit(1);

const target = new URL('target/licences/', root);
mkdirSync(target, { recursive: true });
writeFileSync(
  new URL('THIRD-PARTY-console.txt', target),
  packages
    .map(({ title, licence, texts }) => [`${title} (${licence})`, ...texts].join('\n\n'))
    .join(`\n\n${'-'.repeat(80)}\n\n`),
);
console.log(`${packages.length} packages, all with an allowed licence`);
