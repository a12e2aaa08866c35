// Fails when a hand-written file has more than 250 lines.
import { readdirSync, readFileSync } from 'node:fs';

const LIMIT = 250;
const root = new URL('../', import.meta.url);
const long = ['src', 'dev', 'e2e', 'scripts']
  .flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|mjs|css)$/.test(entry.name))
      .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`),
  )
  .filter((path) => !/generated|theme-variables\.css/.test(path))
  .map((path) => [path, readFileSync(path, 'utf8').split('\n').length - 1])
  .filter(([, lines]) => lines > LIMIT);
for (const [path, lines] of long) console.error(`${path}: ${lines} lines, at most ${LIMIT}`);
process.exit(long.length > 0 ? 1 : 0);
