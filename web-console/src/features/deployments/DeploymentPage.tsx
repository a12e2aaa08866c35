import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { deployments } from '@/api/deployments';
import { hub } from '@/api/hub';
import type { Deployment } from '@/api/types';
import { StateBadge, VisibilityBadge } from '@/components/Badge';
import { ConfirmByName } from '@/components/ConfirmByName';
import { notifyProblem } from '@/components/notify';
import { PageHead } from '@/components/PageHead';
import { RepositoryLink } from '@/components/repository/RepositoryList';
import { Loaded, Note } from '@/components/States';
import { t } from '@/messages';
import { DeploymentLog } from './DeploymentLog';
import { FactsPanel } from './FactsPanel';
import { ReplicasPanel } from './ReplicasPanel';
import { isMoving } from './replicas';
import { ScalePanel } from './ScalePanel';
import { TryPanel } from './TryPanel';

const route = getRouteApi('/shell/member/deployments/$ns/$name');

export function DeploymentPage() {
  const { ns, name } = route.useParams();
  const id = `${ns}/${name}`;
  const query = useQuery({
    queryKey: ['deployments', id],
    queryFn: () => deployments.get(id),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? 1000 : 5000),
  });
  return <Loaded query={query}>{(deployment) => <Live key={id} deployment={deployment} />}</Loaded>;
}

function Live({ deployment }: { deployment: Deployment }) {
  const { model, version } = deployment;
  const signature = useQuery({
    queryKey: ['models', model, 'version', version],
    queryFn: () => hub.version(model, version),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const manage = deployment.permissions.manage || deployment.permissions.write;
  return (
    <>
      <PageHead
        title={deployment.name}
        windowTitle={`${deployment.namespace}/${deployment.name}`}
        subtitle={
          <>
            <span role="status">
              <StateBadge state={deployment.state} />
            </span>
            <VisibilityBadge visibility={deployment.visibility} />
            <span>
              <RepositoryLink kind="models" id={model} /> {t('version.short', { number: version })}
            </span>
          </>
        }
        actions={manage && <Actions deployment={deployment} />}
      />
      <div className="stack">
        {deployment.reason && deployment.state !== 'ready' && (
          <Note tone={deployment.state === 'failed' ? 'bad' : 'info'}>
            <p>{deployment.reason}</p>
          </Note>
        )}
        <div className="with-side">
          <div className="stack">
            <Loaded query={signature}>
              {(data) => <TryPanel key={data.number} deployment={deployment} version={data} />}
            </Loaded>
            <DeploymentLog deployment={deployment} />
          </div>
          <div className="stack">
            <ReplicasPanel deployment={deployment} />
            {manage && <ScalePanel deployment={deployment} />}
            <FactsPanel deployment={deployment} />
          </div>
        </div>
      </div>
    </>
  );
}

function Actions({ deployment }: { deployment: Deployment }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const id = `${deployment.namespace}/${deployment.name}`;
  const stopped = deployment.state === 'stopped' || deployment.state === 'failed';
  const toggle = () =>
    (stopped ? deployments.start(id) : deployments.stop(id))
      .then(() => client.invalidateQueries({ queryKey: ['deployments'] }))
      .catch(notifyProblem);
  const remove = async () => {
    await deployments.remove(id);
    await navigate({ to: '/deployments' });
    await client.invalidateQueries({ queryKey: ['deployments'] });
  };
  return (
    <>
      <Button variant="default" onClick={toggle}>
        {t(stopped ? 'deployment.start' : 'deployment.stop')}
      </Button>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('action.delete')}
      </Button>
      <ConfirmByName
        title={t('deployment.delete')}
        name={deployment.name}
        action={t('action.delete')}
        opened={asking}
        onClose={() => setAsking(false)}
        onConfirm={remove}
      >
        <p>{t('deployment.delete.help')}</p>
        <p className="mono">{deployment.url}</p>
      </ConfirmByName>
    </>
  );
}
