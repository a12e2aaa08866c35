import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { setCsrfToken } from '@/api/http';
import { privacy } from '@/api/privacy';
import { useSession } from '@/api/session';
import { ConfirmByName } from '@/components/ConfirmByName';
import { Panel } from '@/components/Panel';
import { t } from '@/messages';

/** Where people leave: what goes, what stays, and that it can be taken back. */
export function DeletePanel() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const name = useSession()?.user.name ?? '';
  const [asked, setAsked] = useState(false);
  const remove = async () => {
    const { effectiveAt } = await privacy.deleteMe({ name });
    setCsrfToken(undefined);
    await navigate({ to: '/login', search: { leaves: effectiveAt } });
    client.clear();
  };
  return (
    <Panel title={t('leave.title')}>
      <div className="stack">
        <p>{t('leave.goes', { name })}</p>
        <p>{t('leave.stays')}</p>
        <p className="quiet">{t('leave.time')}</p>
        <div>
          <Button variant="default" className="danger" onClick={() => setAsked(true)}>
            {t('leave.submit')}
          </Button>
        </div>
      </div>
      <ConfirmByName
        opened={asked}
        title={t('leave.confirm')}
        name={name}
        action={t('leave.submit')}
        onClose={() => setAsked(false)}
        onConfirm={remove}
      >
        <p>{t('leave.confirm.help')}</p>
      </ConfirmByName>
    </Panel>
  );
}
