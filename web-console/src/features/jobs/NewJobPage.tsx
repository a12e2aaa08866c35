import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { hub } from '@/api/hub';
import { training } from '@/api/training';
import type { Repository } from '@/api/types';
import { LinkButton } from '@/components/LinkButton';
import { PageHead } from '@/components/PageHead';
import { Panel } from '@/components/Panel';
import { Empty, Loaded, Note, Skeleton } from '@/components/States';
import { t } from '@/messages';
import { JobForm } from './JobForm';

const route = getRouteApi('/shell/member/jobs/new');
const TABLE_FILE = /\.(csv|tsv|jsonl)$/i;

export function NewJobPage() {
  const { dataset } = route.useSearch();
  const navigate = useNavigate();
  const datasets = useQuery({
    queryKey: ['datasets', 'choice'],
    queryFn: () => hub.list('datasets', { limit: 100 }),
  });
  const choose = (id: string) =>
    navigate({ to: '/jobs/new', search: id ? { dataset: id } : {}, replace: true });
  return (
    <>
      <PageHead title={t('job.new')} windowTitle={t('job.new')} subtitle={t('job.new.lead')} />
      <Loaded query={datasets}>
        {({ items }) =>
          items.length === 0 && !dataset ? (
            <Panel>
              <Empty
                icon="dataset"
                title={t('job.dataset.none')}
                action={<LinkButton to="/datasets/new">{t('dataset.new')}</LinkButton>}
              >
                {t('job.dataset.none.help')}
              </Empty>
            </Panel>
          ) : (
            <div className="stack">
              <Panel>
                <div className="form">
                  <NativeSelect
                    label={t('job.dataset')}
                    value={dataset ?? ''}
                    onChange={(event) => choose(event.currentTarget.value)}
                    data={choices(items, dataset)}
                  />
                </div>
              </Panel>
              {dataset && <WithDataset key={dataset} dataset={dataset} />}
            </div>
          )
        }
      </Loaded>
    </>
  );
}

function choices(items: Repository[], chosen: string | undefined) {
  const ids = items.filter(({ head }) => head).map(({ namespace, name }) => `${namespace}/${name}`);
  if (chosen && !ids.includes(chosen)) ids.unshift(chosen);
  return [{ value: '', label: t('job.dataset.choose') }, ...ids];
}

/** Reads what the form is built from: the columns of the file, and what trainers there are. */
function WithDataset({ dataset }: { dataset: string }) {
  const { path: askedPath, from } = route.useSearch();
  const navigate = useNavigate();
  const files = useQuery({
    queryKey: ['datasets', dataset, 'tables', 'main'],
    queryFn: async () => {
      const tree = await hub.tree('datasets', dataset, 'main', { recursive: true });
      return tree.items.filter(({ path }) => TABLE_FILE.test(path)).map(({ path }) => path);
    },
  });
  const path = files.data?.find((known) => known === askedPath) ?? files.data?.[0];
  const profile = useQuery({
    queryKey: ['datasets', dataset, 'profile', 'main', path],
    queryFn: () => hub.profile(dataset, 'main', path),
    enabled: path !== undefined,
    refetchInterval: ({ state }) =>
      state.data && ['ready', 'failed'].includes(state.data.status) ? false : 1000,
  });
  const trainers = useQuery({ queryKey: ['trainers'], queryFn: training.trainers });
  const earlier = useQuery({
    queryKey: ['jobs', from],
    queryFn: () => training.get(from ?? ''),
    enabled: from !== undefined,
  });
  if (files.data && !path) {
    return (
      <Panel>
        <Empty icon="dataset" title={t('data.none')}>
          {t('data.none.help')}
        </Empty>
      </Panel>
    );
  }
  if (from && earlier.isPending) return <Skeleton />;
  return (
    <>
      {files.data && files.data.length > 1 && (
        <NativeSelect
          className="filter"
          label={t('job.file')}
          value={path}
          data={files.data}
          onChange={(event) =>
            navigate({
              to: '/jobs/new',
              search: { dataset, path: event.currentTarget.value },
              replace: true,
            })
          }
        />
      )}
      <Loaded query={trainers.error && profile.data ? { ...trainers, data: undefined } : profile}>
        {() => {
          if (!profile.data || !trainers.data) return <Skeleton rows={10} />;
          if (profile.data.status === 'failed') {
            return (
              <Note tone="bad" title={t('job.profile.failed')}>
                <p>{profile.data.problem?.message}</p>
              </Note>
            );
          }
          if (profile.data.status !== 'ready') {
            return (
              <Note tone="info">
                <p>{t('job.profile.wait')}</p>
              </Note>
            );
          }
          return (
            <JobForm
              key={path}
              dataset={dataset}
              profile={profile.data}
              trainers={trainers.data.items}
              earlier={earlier.data}
            />
          );
        }}
      </Loaded>
    </>
  );
}
