import { getRouteApi, Link, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import type { DeviceLogin } from '@/api/accessTypes';
import { useSession } from '@/api/session';
import { Arrived } from '@/components/Arrived';
import { Note } from '@/components/States';
import { t } from '@/messages';
import { DeviceCodeForm } from './DeviceCodeForm';
import { DeviceDecision } from './DeviceDecision';
import { Frame } from './Frame';
import { LoginForm } from './LoginForm';

const route = getRouteApi('/settings/device');

export type WaitingDevice = { userCode: string; login: DeviceLogin };
type Outcome = 'approved' | 'denied';

/** Lets a device without a browser act for the person, by the code that it shows (RFC 8628). */
export function DevicePage() {
  const { user_code: asked } = route.useSearch();
  // The platform puts the code into the fragment, which reaches no server and no log.
  const fragment = useRouterState({ select: (state) => state.location.hash });
  const prefilled = asked ?? fragment;
  const session = useSession();
  const [device, setDevice] = useState<WaitingDevice>();
  const [outcome, setOutcome] = useState<Outcome>();
  if (!session) {
    return (
      <Frame title={t('device.title')} lead={t('device.signIn')}>
        <LoginForm onSignedIn={() => undefined} />
      </Frame>
    );
  }
  return (
    <Frame title={t('device.title')} lead={t('device.as', { name: session.user.name })}>
      <Step
        prefilled={prefilled}
        device={device}
        outcome={outcome}
        onFound={setDevice}
        onDecided={setOutcome}
      />
    </Frame>
  );
}

function Step({
  prefilled,
  device,
  outcome,
  onFound,
  onDecided,
}: {
  prefilled: string;
  device: WaitingDevice | undefined;
  outcome: Outcome | undefined;
  onFound: (device: WaitingDevice | undefined) => void;
  onDecided: (outcome: Outcome) => void;
}) {
  if (outcome) {
    return (
      <Arrived>
        <Note tone={outcome === 'approved' ? 'good' : 'info'} title={t(`device.${outcome}`)}>
          <p>{t(`device.${outcome}.help`)}</p>
        </Note>
        <Link to="/settings/$section" params={{ section: 'tokens' }}>
          {t('device.toTokens')}
        </Link>
      </Arrived>
    );
  }
  if (!device) return <DeviceCodeForm prefilled={prefilled} onFound={onFound} />;
  return <DeviceDecision device={device} onDecided={onDecided} onBack={() => onFound(undefined)} />;
}
