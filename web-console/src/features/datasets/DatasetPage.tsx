import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { hub } from '@/api/hub';
import { useSession } from '@/api/session';
import type { Repository } from '@/api/types';
import { VisibilityBadge } from '@/components/Badge';
import { bytes } from '@/components/format';
import { Icon } from '@/components/Icon';
import { LinkButton } from '@/components/LinkButton';
import { PageHead } from '@/components/PageHead';
import { CardTab } from '@/components/repository/CardTab';
import { FilesTab } from '@/components/repository/FilesTab';
import { HistoryTab } from '@/components/repository/HistoryTab';
import { SettingsTab } from '@/components/repository/SettingsTab';
import { UseTab } from '@/components/repository/UseTab';
import { Loaded } from '@/components/States';
import { TabLinks } from '@/components/TabLinks';
import { Time } from '@/components/Time';
import { t } from '@/messages';
import { DataTab } from './DataTab';

const route = getRouteApi('/shell/datasets/$ns/$name');
const TABS = ['data', 'card', 'files', 'history', 'use', 'settings'] as const;

export function DatasetPage() {
  const { ns, name } = route.useParams();
  const id = `${ns}/${name}`;
  const query = useQuery({
    queryKey: ['datasets', id],
    queryFn: () => hub.get('datasets', id),
  });
  return (
    <Loaded query={query}>{(repository) => <Dataset key={id} repository={repository} />}</Loaded>
  );
}

function Dataset({ repository }: { repository: Repository }) {
  const { tab: asked, path } = route.useSearch();
  const session = useSession();
  const id = `${repository.namespace}/${repository.name}`;
  const tab = TABS.find((known) => known === asked) ?? 'data';
  return (
    <>
      <PageHead
        title={repository.name}
        windowTitle={id}
        subtitle={
          <>
            <VisibilityBadge visibility={repository.visibility} />
            <span>{t('repo.fileCount', { count: repository.fileCount })}</span>
            <span>{bytes(repository.sizeBytes)}</span>
            <Time iso={repository.updatedAt} />
            {repository.description && <span className="grow">{repository.description}</span>}
          </>
        }
        actions={
          session &&
          repository.head && (
            <LinkButton
              to="/jobs/new"
              search={{ dataset: id }}
              leftSection={<Icon name="job" size={16} />}
            >
              {t('dataset.train')}
            </LinkButton>
          )
        }
      />
      <TabLinks
        label={t('tab.label', { name: id })}
        current={tab}
        tabs={TABS.map((known) => ({ id: known, label: t(`tab.${known}`) }))}
      />
      {tab === 'data' && <DataTab repository={repository} path={path} />}
      {tab === 'card' && <CardTab kind="datasets" repository={repository} />}
      {tab === 'files' && <FilesTab kind="datasets" repository={repository} path={path} />}
      {tab === 'history' && <HistoryTab kind="datasets" repository={repository} />}
      {tab === 'use' && <UseTab kind="datasets" repository={repository} revision="main" />}
      {tab === 'settings' && <SettingsTab kind="datasets" repository={repository} />}
    </>
  );
}
