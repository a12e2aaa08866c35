import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Token } from '@/api/types';
import { t } from '@/messages';
import { ConfirmByName } from '../ConfirmByName';
import { type Column, DataTable } from '../DataTable';
import { Empty, Loaded } from '../States';
import { Time } from '../Time';
import type { useInfinite } from '../useInfinite';
import { LastUse } from './LastUse';
import { LimitsCell } from './LimitsCell';
import { scopesText } from './scopes';

/** A person's tokens: what each may do, where, and when it was last used; each can be taken away alone. */
export function TokenTable({
  query,
  emptyHelp,
  onRevoke,
}: {
  query: ReturnType<typeof useInfinite<Token>>;
  emptyHelp?: string;
  onRevoke: (id: string) => Promise<unknown>;
}) {
  const [doomed, setDoomed] = useState<Token>();
  return (
    <>
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon="key" title={t('tokens.empty')}>
              {emptyHelp}
            </Empty>
          ) : (
            <DataTable
              label={t('section.tokens')}
              columns={columns(setDoomed)}
              rows={rows}
              rowKey={(token) => token.id}
              paging={query}
            />
          )
        }
      </Loaded>
      {doomed && (
        <ConfirmByName
          opened
          title={t('tokens.revoke.title')}
          name={doomed.name}
          action={t('tokens.revoke')}
          onClose={() => setDoomed(undefined)}
          onConfirm={async () => {
            await onRevoke(doomed.id);
            setDoomed(undefined);
          }}
        >
          <p>{t('tokens.delete.help')}</p>
        </ConfirmByName>
      )}
    </>
  );
}

function columns(onRevoke: (token: Token) => void): Column<Token>[] {
  return [
    {
      key: 'name',
      header: t('tokens.name'),
      main: true,
      cell: (token) => (
        <span>
          {token.name} <code className="block quiet">{token.hint}…</code>
        </span>
      ),
    },
    { key: 'scope', header: t('tokens.scope'), cell: (token) => scopesText(token.scopes) },
    {
      key: 'limits',
      header: t('limits.title'),
      cell: (token) => <LimitsCell only={token.only} networks={token.networks} />,
    },
    {
      key: 'used',
      header: t('tokens.lastUsed'),
      cell: (token) => <LastUse at={token.lastUsedAt} network={token.lastUsedNetwork} />,
    },
    {
      key: 'expires',
      header: t('tokens.expires'),
      cell: (token) => (token.expiresAt ? <Time iso={token.expiresAt} /> : t('time.never')),
    },
    {
      key: 'actions',
      header: t('table.actions'),
      numeric: true,
      cell: (token) => (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => onRevoke(token)}
          aria-label={t('tokens.revokeOne', { name: token.name })}
        >
          {t('tokens.revoke')}
        </Button>
      ),
    },
  ];
}
