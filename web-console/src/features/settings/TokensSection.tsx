import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { access } from '@/api/access';
import { TokenTable } from '@/components/credentials/TokenTable';
import { LinkButton } from '@/components/LinkButton';
import { Panel } from '@/components/Panel';
import { useInfinite } from '@/components/useInfinite';
import { t } from '@/messages';
import { NewToken } from './NewToken';

export function TokensSection() {
  const client = useQueryClient();
  const [creating, setCreating] = useState(false);
  const query = useInfinite(['tokens'], (cursor) => access.tokens(cursor));
  return (
    <div className="stack">
      <div className="row-between">
        <p className="quiet grow">{t('tokens.lead')}</p>
        <div className="row">
          <LinkButton to="/settings/device" variant="default">
            {t('tokens.device')}
          </LinkButton>
          <Button onClick={() => setCreating(true)}>{t('tokens.new')}</Button>
        </div>
      </div>
      <Panel flush title={t('section.tokens')}>
        <TokenTable
          query={query}
          emptyHelp={t('tokens.empty.help')}
          onRevoke={async (id) => {
            await access.deleteToken(id);
            await client.invalidateQueries({ queryKey: ['tokens'] });
          }}
        />
      </Panel>
      {creating && <NewToken onClose={() => setCreating(false)} />}
    </div>
  );
}
