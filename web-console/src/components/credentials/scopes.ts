import { permissions } from '@/api/generated/permissions';
import { t, tName } from '@/messages';

/** What a person ticks for a credential; `chosen` has the highest verb of each kind. */
export type ScopeChoice = {
  level: 'read' | 'write' | 'chosen';
  chosen: Record<string, string>;
  admin: boolean;
};

export const READ_ONLY: ScopeChoice = { level: 'read', chosen: {}, admin: false };

/** From least to most: each verb includes those before it. */
const VERBS = ['read', 'write', 'manage'];

/** The verbs that operations ask for, by kind of thing. */
export const VERBS_BY_KIND: Record<string, string[]> = {};
for (const permission of permissions) {
  const [kind = '', verb = ''] = permission.split(':');
  VERBS_BY_KIND[kind] = VERBS.filter(
    (known) => known === verb || VERBS_BY_KIND[kind]?.includes(known),
  );
}

export function scopesOf({ level, chosen, admin }: ScopeChoice): string[] {
  const single = Object.entries(chosen).map(([kind, verb]) => `${kind}:${verb}`);
  return [...(level === 'chosen' ? single : [level]), ...(admin ? ['admin'] : [])];
}

export function scopesProblem(choice: ScopeChoice): string | null {
  return scopesOf(choice).length > 0 ? null : t('scopes.none');
}

/** Scopes in words; one that the console does not know stays as it is. */
export function scopesText(scopes: string[]): string {
  return scopes.map(scopeText).join(', ');
}

function scopeText(scope: string): string {
  const [kind = '', verb] = scope.split(':');
  if (!verb) return tName('tokens.scope', scope);
  return t('scopes.single', {
    kind: tName('scopes.kind', kind),
    verb: tName('scopes.verb', verb),
  });
}
