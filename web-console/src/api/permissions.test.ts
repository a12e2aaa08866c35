import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scopesText, VERBS_BY_KIND } from '@/components/credentials/scopes';
import { permissions } from './generated/permissions';

const api = '../api/';
const declared = readdirSync(api)
  .filter((name) => name.endsWith('.v1.yaml'))
  .map((name) => readFileSync(api + name, 'utf8'))
  .flatMap((text) => [...text.matchAll(/x-permission: "?([^"\n]+)/g)].map(([, name]) => name ?? ''))
  .filter((name) => name !== 'anyone' && !name.startsWith('internal:'));

describe('the permissions that a credential can be given', () => {
  it('are those that operations ask for', () => {
    expect(permissions).toEqual([...new Set(declared)].sort());
    const offered = Object.entries(VERBS_BY_KIND).flatMap(([kind, verbs]) =>
      verbs.map((verb) => `${kind}:${verb}`),
    );
    expect(offered.sort()).toEqual(permissions);
  });

  it('have words that people understand', () => {
    for (const permission of permissions)
      expect(scopesText([permission])).not.toContain(permission);
    expect(scopesText(['read', 'dataset:write'])).toBe('Read, Datasets: write');
  });
});
