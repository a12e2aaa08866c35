import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { endings } from '@/api/endings';
import { ConfirmByName } from '@/components/ConfirmByName';
import { exactDay } from '@/components/format';
import { notifyDone } from '@/components/notify';
import { Panel } from '@/components/Panel';
import { t } from '@/messages';

/** Where owners end an organisation with all it owns. */
export function DeletePanel({ organisation }: { organisation: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const remove = async () => {
    const { effectiveAt } = await endings.ask(organisation, { name: organisation });
    await client.invalidateQueries({ queryKey: ['session'] });
    await navigate({ to: '/settings/$section', params: { section: 'organisations' } });
    await client.invalidateQueries({ queryKey: ['waiting-organisations'] });
    notifyDone(t('orgs.leaves', { name: organisation, date: exactDay(effectiveAt) }));
  };
  return (
    <Panel title={t('orgs.delete')}>
      <div className="stack">
        <p>{t('orgs.delete.help')}</p>
        <div>
          <Button variant="default" className="danger" onClick={() => setAsked(true)}>
            {t('orgs.delete')}
          </Button>
        </div>
      </div>
      <ConfirmByName
        opened={asked}
        title={t('orgs.delete.title', { name: organisation })}
        name={organisation}
        action={t('orgs.delete')}
        onClose={() => setAsked(false)}
        onConfirm={remove}
      >
        <p>{t('orgs.delete.confirm')}</p>
      </ConfirmByName>
    </Panel>
  );
}
