import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { hub } from '@/api/hub';
import { useSession } from '@/api/session';
import type { Repository, Version } from '@/api/types';
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
import { VersionsTab } from './VersionsTab';

const route = getRouteApi('/shell/$ns/$name');
const TABS = ['versions', 'card', 'files', 'history', 'use', 'settings'] as const;

export function ModelPage() {
  const { ns, name } = route.useParams();
  const id = `${ns}/${name}`;
  const query = useQuery({ queryKey: ['models', id], queryFn: () => hub.get('models', id) });
  return (
    <Loaded query={query}>{(repository) => <Model key={id} repository={repository} />}</Loaded>
  );
}

function Model({ repository }: { repository: Repository }) {
  const { tab: asked, path, version: askedVersion } = route.useSearch();
  const session = useSession();
  const id = `${repository.namespace}/${repository.name}`;
  const tab = TABS.find((known) => known === asked) ?? 'versions';
  const versions = useQuery({
    queryKey: ['models', id, 'versions'],
    queryFn: () => hub.versions(id),
  });
  const chosen = chooseVersion(versions.data?.items, askedVersion);
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
          chosen && (
            <LinkButton
              to="/deployments/new"
              search={{ model: id, version: chosen.number }}
              leftSection={<Icon name="deployment" size={16} />}
            >
              {t('model.deploy')} {t('version.short', { number: chosen.number })}
            </LinkButton>
          )
        }
      />
      <TabLinks
        label={t('tab.label', { name: id })}
        current={tab}
        tabs={TABS.map((known) => ({ id: known, label: t(`tab.${known}`) }))}
      />
      {tab === 'versions' && (
        <Loaded query={versions}>
          {({ items }) => <VersionsTab id={id} versions={items} chosen={chosen} />}
        </Loaded>
      )}
      {tab === 'card' && <CardTab kind="models" repository={repository} />}
      {tab === 'files' && <FilesTab kind="models" repository={repository} path={path} />}
      {tab === 'history' && <HistoryTab kind="models" repository={repository} />}
      {tab === 'use' && (
        <UseTab
          kind="models"
          repository={repository}
          revision={chosen ? `v${chosen.number}` : 'main'}
        />
      )}
      {tab === 'settings' && <SettingsTab kind="models" repository={repository} />}
    </>
  );
}

function chooseVersion(versions: Version[] | undefined, number: number | undefined) {
  return versions?.find((version) => version.number === number) ?? versions?.[0];
}
