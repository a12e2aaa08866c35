import { Checkbox, NativeSelect } from '@mantine/core';
import { t, tName } from '@/messages';
import css from './credentials.module.css';
import { type ScopeChoice, VERBS_BY_KIND } from './scopes';

const LEVELS = ['read', 'write', 'chosen'] as const;

/** What a credential may be used for: everything to read, everything, or kind by kind. */
export function ScopesField({
  value,
  onChange,
  error,
  platformRole,
}: {
  value: ScopeChoice;
  onChange: (value: ScopeChoice) => void;
  error?: string;
  /** Whether its holder has a platform role that it could carry. */
  platformRole: boolean;
}) {
  const choose = (kind: string, verb: string) => {
    const { [kind]: _, ...others } = value.chosen;
    onChange({ ...value, chosen: verb ? { ...others, [kind]: verb } : others });
  };
  return (
    <div className="stack">
      <NativeSelect
        label={t('tokens.scope')}
        name="scopes"
        value={value.level}
        onChange={(event) =>
          onChange({ ...value, level: event.currentTarget.value as ScopeChoice['level'] })
        }
        data={LEVELS.map((level) => ({ value: level, label: t(`tokens.scope.${level}`) }))}
        error={error}
      />
      {value.level === 'chosen' && (
        <fieldset className={css.kinds}>
          <legend className="visually-hidden">{t('tokens.scope.chosen')}</legend>
          {Object.entries(VERBS_BY_KIND).map(([kind, verbs]) => (
            <NativeSelect
              key={kind}
              size="xs"
              label={tName('scopes.kind', kind)}
              value={value.chosen[kind] ?? ''}
              onChange={(event) => choose(kind, event.currentTarget.value)}
              data={[
                { value: '', label: t('scopes.nothing') },
                ...verbs.map((verb) => ({ value: verb, label: tName('scopes.verb', verb) })),
              ]}
            />
          ))}
        </fieldset>
      )}
      {platformRole && (
        <Checkbox
          label={t('scopes.admin')}
          description={t('scopes.admin.help')}
          checked={value.admin}
          onChange={(event) => onChange({ ...value, admin: event.currentTarget.checked })}
        />
      )}
    </div>
  );
}
