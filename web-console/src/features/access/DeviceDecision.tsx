import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { TokenScope } from '@/api/accessTypes';
import { Problem } from '@/api/problem';
import { security } from '@/api/security';
import { Arrived } from '@/components/Arrived';
import { Facts } from '@/components/Panel';
import { Note, problemText } from '@/components/States';
import { Time } from '@/components/Time';
import { t } from '@/messages';
import type { WaitingDevice } from './DevicePage';

const SCOPES: TokenScope[] = ['read', 'write'];

/** What asks to act for the person, and his yes or no; he decides how much it may do, whatever it asked for. */
export function DeviceDecision({
  device: { userCode, login },
  onDecided,
  onBack,
}: {
  device: WaitingDevice;
  onDecided: (outcome: 'approved' | 'denied') => void;
  onBack: () => void;
}) {
  const [scope, setScope] = useState(login.scope);
  const [busy, setBusy] = useState<'approved' | 'denied'>();
  const [refusal, setRefusal] = useState<string>();
  const decide = async (outcome: 'approved' | 'denied') => {
    setBusy(outcome);
    setRefusal(undefined);
    try {
      await (outcome === 'approved'
        ? security.approveDevice({ userCode, scope })
        : security.denyDevice({ userCode }));
      onDecided(outcome);
    } catch (problem) {
      const gone = problem instanceof Problem && problem.status === 404;
      setRefusal(gone ? t('device.code.unknown') : problemText(problem));
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <Arrived>
      <Note tone="warn">
        <p>{t('device.warning')}</p>
      </Note>
      <Facts
        items={[
          [t('device.code'), <code key="code">{userCode}</code>],
          [t('device.client'), login.client],
          [t('device.asked'), <Time key="asked" iso={login.createdAt} />],
          [t('device.network'), <code key="network">{login.network}</code>],
          [t('device.userAgent'), login.userAgent || t('device.userAgent.none')],
          [t('device.expires'), <Time key="expires" iso={login.expiresAt} />],
        ]}
      />
      <NativeSelect
        label={t('device.scope')}
        value={scope}
        onChange={(event) => setScope(event.currentTarget.value as TokenScope)}
        data={SCOPES.map((value) => ({ value, label: t(`tokens.scope.${value}`) }))}
      />
      {refusal && (
        <Note tone="bad">
          <p>{refusal}</p>
        </Note>
      )}
      <div className="row">
        <Button loading={busy === 'approved'} onClick={() => decide('approved')}>
          {t('device.approve')}
        </Button>
        <Button variant="default" loading={busy === 'denied'} onClick={() => decide('denied')}>
          {t('device.deny')}
        </Button>
        <Button variant="subtle" onClick={onBack}>
          {t('device.other')}
        </Button>
      </div>
    </Arrived>
  );
}
