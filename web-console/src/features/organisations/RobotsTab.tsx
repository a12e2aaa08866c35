import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Robot } from '@/api/accessTypes';
import { robots } from '@/api/robots';
import { ConfirmByName } from '@/components/ConfirmByName';
import { SecretOnce } from '@/components/credentials/SecretOnce';
import { DataTable } from '@/components/DataTable';
import { notifyProblem } from '@/components/notify';
import { Panel } from '@/components/Panel';
import { Empty, Loaded } from '@/components/States';
import { useInfinite } from '@/components/useInfinite';
import { t } from '@/messages';
import { NewRobot } from './NewRobot';
import { robotColumns } from './robotColumns';

type Shown = { robot: Robot; note: 'robots.created' | 'robots.rotated' };

/** The organisation's robots: their rights, their secrets, and when they were last seen. */
export function RobotsTab({ organisation }: { organisation: string }) {
  const client = useQueryClient();
  const [creating, setCreating] = useState(false);
  const [shown, setShown] = useState<Shown>();
  const [doomed, setDoomed] = useState<Robot>();
  const query = useInfinite(['robots', organisation], (cursor) =>
    robots.list(organisation, cursor),
  );
  const refresh = () => client.invalidateQueries({ queryKey: ['robots', organisation] });
  const act = (action: Promise<unknown>) => action.catch(notifyProblem).finally(refresh);
  const show = (robot: Robot, note: Shown['note']) => {
    setCreating(false);
    setShown({ robot, note });
    return refresh();
  };
  const columns = robotColumns({
    onRotate: ({ name }) =>
      act(robots.rotate(organisation, name).then((robot) => show(robot, 'robots.rotated'))),
    onEnable: ({ name }, enabled) => act(robots.setEnabled(organisation, name, enabled)),
    onDelete: setDoomed,
    onEndSecret: ({ name }, id) => act(robots.endSecret(organisation, name, id)),
  });
  return (
    <div className="stack">
      <div className="row-between">
        <p className="quiet grow">{t('robots.lead')}</p>
        <Button onClick={() => setCreating(true)}>{t('robots.new')}</Button>
      </div>
      <Panel flush title={t('namespace.robots')}>
        <Loaded query={query}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty icon="key" title={t('robots.empty')}>
                {t('robots.empty.help')}
              </Empty>
            ) : (
              <DataTable
                label={t('namespace.robots')}
                columns={columns}
                rows={rows}
                rowKey={(robot) => robot.id}
                paging={query}
              />
            )
          }
        </Loaded>
      </Panel>
      {creating && (
        <NewRobot
          organisation={organisation}
          onClose={() => setCreating(false)}
          onCreated={(robot) => show(robot, 'robots.created')}
        />
      )}
      {shown && (
        <SecretOnce
          title={t('robots.secret')}
          note={t(shown.note, { name: shown.robot.fullName })}
          value={shown.robot.secrets.find(({ token }) => token)?.token ?? ''}
          onClose={() => setShown(undefined)}
        />
      )}
      {doomed && (
        <ConfirmByName
          opened
          title={t('robots.delete.title')}
          name={doomed.name}
          action={t('action.delete')}
          onClose={() => setDoomed(undefined)}
          onConfirm={async () => {
            await robots.remove(organisation, doomed.name);
            setDoomed(undefined);
            await refresh();
          }}
        >
          <p>{t('robots.delete.help')}</p>
        </ConfirmByName>
      )}
    </div>
  );
}
