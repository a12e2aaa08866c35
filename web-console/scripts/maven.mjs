// What Maven calls: installs, builds and tests the console, and skips each part whose inputs have not changed.
// Usage: node scripts/maven.mjs build|test
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamps = join(root, 'target', 'web');
const CONFIGURATION = ['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];
const SOURCES = [
  ...CONFIGURATION,
  'biome.json',
  'knip.json',
  'index.html',
  'src',
  'scripts',
  'dev',
  'e2e',
  '../api',
];

function files(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [full];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function digest(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const file of paths.flatMap(files).sort()) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

/** Runs the step unless its inputs are those of its last success and its output is still there. */
function once(name, inputs, output, step) {
  const stamp = join(stamps, name);
  const now = digest(inputs);
  const fresh =
    existsSync(join(root, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now;
  if (fresh) {
    console.log(`web-console: ${name} is up to date`);
    return;
  }
  step();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, now);
}

const npm = (...args) => execFileSync('npm', args, { cwd: root, stdio: 'inherit' });

/** Files of an earlier build have other names and must not stay in the jar. */
function build() {
  rmSync(join(root, 'target', 'classes', 'META-INF', 'resources'), {
    recursive: true,
    force: true,
  });
  npm('run', 'build');
}

once('install', ['package-lock.json'], 'node_modules/.package-lock.json', () =>
  npm('ci', '--no-audit', '--no-fund'),
);
if (process.argv[2] === 'build') once('build', SOURCES, 'dist/index.html', () => build());
else once('test', SOURCES, 'dist/index.html', () => npm('run', 'verify'));
