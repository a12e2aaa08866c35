// Makes TypeScript types from the services' API descriptions (api/<service>.v1.yaml) before every build, so that
// src/api/contract.*.ts compiles only while the console reads and sends what the services know; and the list of
// the permissions that operations ask for (x-permission), for the forms that give single ones.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const api = new URL('../../api/', import.meta.url);
const generated = new URL('../src/api/generated/', import.meta.url);
mkdirSync(generated, { recursive: true });
const permissions = new Set();
for (const name of readdirSync(api).filter((file) => file.endsWith('.v1.yaml'))) {
  const types = astToString(await openapiTS(new URL(name, api), { defaultNonNullable: false }));
  writeFileSync(new URL(name.replace('.v1.yaml', '.ts'), generated), types);
  const declared = readFileSync(new URL(name, api), 'utf8').matchAll(/x-permission: (\w+:\w+)$/gm);
  for (const [, permission] of declared) permissions.add(permission);
}
const list = JSON.stringify([...permissions].sort());
writeFileSync(new URL('permissions.ts', generated), `export const permissions = ${list};\n`);
