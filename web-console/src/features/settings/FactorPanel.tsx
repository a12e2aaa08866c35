import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FactorSeed, SecondFactor } from '@/api/accessTypes';
import { security } from '@/api/security';
import { useSession } from '@/api/session';
import { ConfirmByName } from '@/components/ConfirmByName';
import { SecretOnce } from '@/components/credentials/SecretOnce';
import { Icon } from '@/components/Icon';
import { notifyDone, notifyProblem } from '@/components/notify';
import { Facts, Panel } from '@/components/Panel';
import { Loaded, Note } from '@/components/States';
import { Time } from '@/components/Time';
import { t } from '@/messages';
import { EnrolDialog } from './EnrolDialog';

const FEW_CODES = 3;

/** The second factor: enrolled with a code, removed by name, and the recovery codes for a lost phone. */
export function FactorPanel() {
  const client = useQueryClient();
  const name = useSession()?.user.name ?? '';
  const query = useQuery({ queryKey: ['second-factor'], queryFn: security.factor });
  const me = useQuery({ queryKey: ['me'], queryFn: security.me });
  const [seed, setSeed] = useState<FactorSeed>();
  const [codes, setCodes] = useState<string[]>();
  const [removing, setRemoving] = useState(false);
  const refresh = () => client.invalidateQueries();
  const needed = me.data?.secondFactor === false ? me.data.secondFactorNeededFor : [];
  const show = (request: Promise<{ recoveryCodes: string[] }>) =>
    request.then((answer) => setCodes(answer.recoveryCodes), notifyProblem);
  return (
    <Panel title={t('factor.title')}>
      <div className="stack">
        {needed.length > 0 && (
          <Note tone="warn">
            <p>{t('factor.needed', { places: needed.join(', ') })}</p>
          </Note>
        )}
        <Loaded query={query} rows={2}>
          {(factor) =>
            factor.enrolled ? (
              <Enrolled
                factor={factor}
                onNewCodes={() => show(security.newRecoveryCodes())}
                onRemove={() => setRemoving(true)}
              />
            ) : (
              <>
                <p>{t('factor.none')}</p>
                <div>
                  <Button onClick={() => security.enrol().then(setSeed, notifyProblem)}>
                    {t('factor.enrol')}
                  </Button>
                </div>
              </>
            )
          }
        </Loaded>
      </div>
      {seed && (
        <EnrolDialog
          seed={seed}
          onClose={() => setSeed(undefined)}
          onEnrolled={(recoveryCodes) => {
            setSeed(undefined);
            setCodes(recoveryCodes);
          }}
        />
      )}
      {codes && (
        <RecoveryCodes
          codes={codes}
          onClose={() => {
            setCodes(undefined);
            refresh();
          }}
        />
      )}
      <ConfirmByName
        opened={removing}
        title={t('factor.remove.title')}
        name={name}
        action={t('factor.remove')}
        onClose={() => setRemoving(false)}
        onConfirm={async () => {
          await security.removeFactor();
          setRemoving(false);
          await refresh();
          notifyDone(t('factor.removed'));
        }}
      >
        <p>{t('factor.remove.help')}</p>
      </ConfirmByName>
    </Panel>
  );
}

function Enrolled({
  factor,
  onNewCodes,
  onRemove,
}: {
  factor: SecondFactor;
  onNewCodes: () => void;
  onRemove: () => void;
}) {
  return (
    <>
      <Facts
        items={[
          [t('factor.app'), factor.since && <Time key="since" iso={factor.since} />],
          [t('factor.codesLeft'), String(factor.recoveryCodesLeft)],
        ]}
      />
      {factor.recoveryCodesLeft <= FEW_CODES && (
        <Note tone="warn">
          <p>{t('factor.fewCodes')}</p>
        </Note>
      )}
      <div className="row">
        <Button variant="default" onClick={onNewCodes}>
          {t('factor.newCodes')}
        </Button>
        <Button variant="default" className="danger" onClick={onRemove}>
          {t('factor.remove')}
        </Button>
      </div>
    </>
  );
}

function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const text = codes.join('\n');
  return (
    <SecretOnce
      title={t('factor.codes')}
      note={t('factor.codes.note')}
      value={text}
      onClose={onClose}
    >
      <div>
        <Button
          component="a"
          variant="default"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
          download="trainyard-recovery-codes.txt"
          leftSection={<Icon name="download" size={14} />}
        >
          {t('factor.codes.download')}
        </Button>
      </div>
    </SecretOnce>
  );
}
